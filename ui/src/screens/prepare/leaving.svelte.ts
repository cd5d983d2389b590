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
    return this.#may(one) && !this.comesAlong(one);
  }

  /** Whether an interview comes along for an entry of the register that was chosen to: without it, nothing would say that its words were taken back. */
  comesAlong(one: TravelRecord): boolean {
    return this.#named.has(one.record);
  }

  /** An interview that stays takes the entries about it with it. */
  set(record: string, stays: boolean): void {
    if (!stays) {
      this.#come.add(record);
      return;
    }
    this.#come.delete(record);
    for (const one of this.#records()) if (one.about === record) this.#come.delete(one.record);
  }

  all(kind: string, stay: boolean): void {
    for (const one of this.#records()) {
      if (one.kind !== kind) continue;
      if (stay) this.#come.delete(one.record);
      else this.#come.add(one.record);
    }
  }

  /** Whether a record may stay, and was not chosen to come along itself. */
  #may(one: TravelRecord): boolean {
    return one.why_not === null && !this.#come.has(one.record);
  }

  /** Interviews that entries name which come along. */
  readonly #named: SvelteSet<string> = $derived.by(() => new SvelteSet(this.#records().flatMap((one) => (one.about !== null && !this.#may(one) ? [one.about] : []))));

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
