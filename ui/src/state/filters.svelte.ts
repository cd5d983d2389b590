import { folded } from '../i18n/folded';
import { call } from '../ipc/call';
import type { PlaceRow } from '../ipc/generated';
import { app, attempt } from './app.svelte';

/** Which places are shown. */
export interface PlaceWish {
  name: string;
  type: string;
  region: string;
  authority: string;
  only: Only;
}

export const ONLY = ['all', 'open', 'never', 'over', 'suspected', 'disputed', 'closed'] as const;
export type Only = (typeof ONLY)[number];
export const ALL_PLACES: PlaceWish = { name: '', type: '', region: '', authority: '', only: 'all' };

/** Where kept filters are: on this device, in the vault. */
const KEY = 'filters/places';

export const isOver = ({ held, capacity }: PlaceRow): boolean => held !== null && capacity !== null && held > capacity;

const KINDS: Record<Only, (row: PlaceRow) => boolean> = {
  all: () => true,
  open: (row) => row.facts.closed_on === null,
  never: (row) => row.last_visit === null,
  over: isOver,
  suspected: (row) => row.facts.suspected,
  disputed: (row) => row.conflicts > 0,
  closed: (row) => row.facts.closed_on !== null,
};

/** The places that a wish asks for, in their order. */
export function wished(rows: PlaceRow[], wish: PlaceWish): PlaceRow[] {
  const name = folded(wish.name.trim());
  return rows.filter(
    (row) =>
      (wish.type === '' || row.facts.place_type === wish.type) &&
      (wish.region === '' || row.facts.region === wish.region) &&
      (wish.authority === '' || row.facts.authority_id === wish.authority) &&
      KINDS[wish.only](row) &&
      folded(row.facts.name).includes(name),
  );
}

/** Filters that somebody kept under a name. */
export class KeptFilters {
  all = $state<{ name: string; wish: PlaceWish }[]>([]);

  async read(): Promise<void> {
    const { text } = await call('draft_get', { key: KEY });
    try {
      const kept: unknown = JSON.parse(text ?? '[]');
      this.all = Array.isArray(kept) ? (kept as typeof this.all) : [];
    } catch {
      this.all = [];
    }
  }

  keep(name: string, wish: PlaceWish): Promise<boolean> {
    return this.#write([...this.all.filter((one) => one.name !== name), { name, wish: { ...wish } }]);
  }

  drop(name: string): Promise<boolean> {
    return this.#write(this.all.filter((one) => one.name !== name));
  }

  #write(all: typeof this.all): Promise<boolean> {
    return attempt(async () => {
      app.keep((await call('draft_put', { key: KEY, text: JSON.stringify(all) })).saved_at);
      this.all = all;
    });
  }
}
