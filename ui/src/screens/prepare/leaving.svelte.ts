import { SvelteSet } from 'svelte/reactivity';
import type { TravelRecord } from '../../ipc/generated';

/** Records of a kind that are shown one by one; the rest goes with its kind. */
export const SHOWN = 200;

/** Kinds in the order in which they are shown. */
const KINDS = ['interview', 'visit', 'place', 'plan', 'recommendation'];

/** Characters of a device's id that tell the files of colleagues apart. */
const MARK_CHARS = 6;

/** What the file for those at home is called: by day and device, so that none is taken for another. */
export const fileName = (day: string, device: string): string => `journey-${day}-${device.slice(0, MARK_CHARS)}.visita-travel`;

/** Records of one kind, and how many of them stay. */
export interface Group {
  kind: string;
  records: TravelRecord[];
  /** How many may stay. */
  may: number;
  stays: number;
}

/** What stays at home: everything that may, save what was chosen to come along. */
export class Leaving {
  readonly #records: () => TravelRecord[];
  readonly #come = new SvelteSet<string>();

  constructor(records: () => TravelRecord[]) {
    this.#records = records;
  }

  stays(one: TravelRecord): boolean {
    return one.why_not === null && !this.#come.has(one.record);
  }

  set(record: string, stays: boolean): void {
    if (stays) this.#come.delete(record);
    else this.#come.add(record);
  }

  all(kind: string, stay: boolean): void {
    for (const one of this.#records()) if (one.kind === kind) this.set(one.record, stay);
  }

  readonly groups: Group[] = $derived.by(() => {
    const all = KINDS.map((kind) => ({ kind, records: this.#records().filter((one) => one.kind === kind) }));
    const some = all.filter(({ records }) => records.length > 0);
    return some.map(({ kind, records }) => ({
      kind,
      records,
      may: records.filter((one) => one.why_not === null).length,
      stays: records.filter((one) => this.stays(one)).length,
    }));
  });

  readonly chosen: string[] = $derived.by(() => this.#records().filter((one) => this.stays(one)).map((one) => one.record));
}
