import { t } from '../../i18n/words.svelte';
import { call } from '../../ipc/call';
import type { Conflict, Conflicts, JsonValue, Version, VisitRow } from '../../ipc/generated';
import { app, attempt } from '../../state/app.svelte';
import { type Said, answerOf, saidBy } from './wording';

/** What more a decision says, by its outcome. */
interface More {
  slot?: string;
  value?: JsonValue;
  to?: string[];
  question?: string;
}

/** A field whose text is kept until it is saved or not wanted. */
export interface Kept {
  clear: () => Promise<void>;
}

/** What the field would read: as it stands, or with what is being considered. */
export interface Result {
  kind: 'both' | 'taken' | 'written' | 'now';
  by: string;
  said: Said;
}

export const keyOf = (conflict: Conflict): string => `${conflict.doc} ${conflict.path}`;

/** Typed by several at the same time: it is read, and its words are changed in the note. */
export const isPassage = (conflict: Conflict): boolean => conflict.now !== null;

/** Answers and texts can be put into other words; codes, ids, days and facts of another form are taken or kept. */
export const isWritable = (conflict: Conflict): boolean =>
  !isPassage(conflict) && conflict.takes_words && (typeof conflict.versions[0]?.value === 'string' || conflict.path.startsWith('answer/'));

/** Under what a record stands that is of no visit, by its kind. */
const HEADINGS: Record<string, string> = {
  place: 'nav-places',
  plan: 'nav-programme',
  recommendation: 'nav-recommendations',
  authority: 'nav-authorities',
  interview: 'nav-reprisals',
  body: 'nav-body',
};
/** The rules of the programme, which stand in the record of the body. */
const RULES = /^(?:regularity|rule|own_type_rule|place_rule|unannounced)\//;

const headingOf = ({ kind, path }: Conflict): string => (kind === 'body' && RULES.test(path) ? 'nav-programme' : (HEADINGS[kind] ?? 'nav-merge'));

/** What conflicts stand together by: their visit, or the heading of their kind. */
const groupOf = (conflict: Conflict): string => conflict.visit ?? headingOf(conflict);

/** Each value once, in the order of its first. */
const each = <T>(values: T[]): T[] => values.filter((value, at) => values.indexOf(value) === at);

/** The merge desk: what is open, what is looked at, what would come of it, and the decisions. */
export class MergeDesk {
  list = $state<Conflicts>();
  lead = $state(false);
  mode = $state<'look' | 'write' | 'ask'>('look');
  why = $state('');
  /** The version that the pointer or the focus is on. */
  considered = $state<string | null>(null);
  /** Other words for the result: the value, the note beside it, and whose answer it is based on. */
  words = $state({ basis: 0, value: '', note: '' });
  /** What other words begin with: what all of them wrote. */
  start = $state({ value: '', note: '' });
  kept = $state<{ why?: Kept; value?: Kept; note?: Kept }>({});
  #visits = $state<VisitRow[]>([]);
  #chosen = $state<string | null>(null);
  #last: Conflict | null = null;
  #deciding = false;
  readonly #visit: string | null;
  readonly #settled: () => void;

  readonly open = $derived(this.list?.open ?? []);
  readonly here = $derived(this.open.find((conflict) => keyOf(conflict) === this.#chosen) ?? this.open[0]);
  readonly groups = $derived(
    each(this.open.map(groupOf)).map((id) => {
      const conflicts = this.open.filter((conflict) => groupOf(conflict) === id);
      return { id, name: this.#nameOf(id, conflicts[0]), conflicts };
    }),
  );
  readonly result = $derived(this.here && this.#resultOf(this.here));

  /** One visit, or all; `settled` is told when a decision is made and the next conflict stands there. */
  constructor(visit: string | undefined, settled: () => void) {
    this.#visit = visit ?? null;
    this.#settled = settled;
  }

  async load(): Promise<Conflicts> {
    const [list, visits, team] = await Promise.all([
      call('conflict_list', { visit: this.#visit }),
      call('visit_list', {}),
      call('team_get', {}),
    ]);
    const before = this.here && keyOf(this.here);
    this.list = list;
    // What is being written is about one conflict, not about the one that stands there now. It is kept with its own.
    if (this.here && keyOf(this.here) !== before) this.mode = 'look';
    this.#visits = visits.rows;
    this.lead = team.lead;
    return list;
  }

  #nameOf(id: string, first: Conflict | undefined): string {
    if (!first || first.visit === null) return t(id);
    return this.#visits.find((row) => row.id === id)?.place_name ?? t('nav-visits');
  }

  choose(conflict: Conflict): void {
    this.#chosen = keyOf(conflict);
    this.mode = 'look';
    this.considered = null;
  }

  async decide(conflict: Conflict, outcome: string, more: More = {}): Promise<boolean> {
    // One after the other: what comes next has to be seen first.
    if (this.#deciding) return false;
    this.#deciding = true;
    const fine = await attempt(async () => {
      await this.#write(conflict, outcome, more, this.why.trim() === '' ? null : this.why);
      this.#last = conflict;
      const { why, value, note } = this.kept;
      await Promise.all([why?.clear(), value?.clear(), note?.clear()]);
      this.mode = 'look';
      this.considered = null;
      await this.load();
      const said = isPassage(conflict) && outcome === 'keep_both' ? 'passage-settled' : `decided-${outcome.replaceAll('_', '-')}`;
      app.say(t(said), () => void this.undo());
      this.#settled();
    });
    this.#deciding = false;
    return fine;
  }

  /** A decision is never erased: undoing it puts it off, and the history keeps both. */
  async undo(conflict = this.#last): Promise<void> {
    if (!conflict) return;
    this.#last = null;
    await attempt(async () => {
      await this.#write(conflict, 'deferred', {}, null);
      await this.load();
      this.choose(conflict);
    });
  }

  async #write(conflict: Conflict, outcome: string, more: More, note: string | null): Promise<void> {
    const { doc, path, versions } = conflict;
    const { slot = null, value = null, to = [], question = '' } = more;
    const seen = versions.map((version) => version.slot);
    app.keep((await call('conflict_decide', { doc, path, outcome, slot, value, note, to, question, seen })).saved_at);
  }

  /** Begins a question to whoever wrote. */
  ask(conflict: Conflict): void {
    this.#chosen = keyOf(conflict);
    this.mode = 'ask';
  }

  /** Begins other words with what both wrote. */
  write(conflict: Conflict): void {
    this.#chosen = keyOf(conflict);
    const all = conflict.versions.map((version) => saidBy(conflict, version));
    const joined = (part: keyof Said): string => each(all.map((one) => one[part])).filter(Boolean).join('\n');
    this.start = { value: joined('value'), note: joined('note') };
    this.words = { basis: 0, ...this.start };
    this.mode = 'write';
  }

  async decideInWords(conflict: Conflict): Promise<void> {
    const value = this.#written(conflict);
    if (value !== null) await this.decide(conflict, 'synthesis', { value });
  }

  basis(conflict: Conflict): Version | undefined {
    return conflict.versions[this.words.basis] ?? conflict.versions[0];
  }

  #written(conflict: Conflict): JsonValue | null {
    const basis = this.basis(conflict)?.value;
    const { value, note } = this.words;
    if (typeof basis === 'string') return value;
    if (typeof basis !== 'object' || basis === null || Array.isArray(basis)) return null;
    return answerOf(conflict.path, basis)?.type === 'text'
      ? { ...basis, value: { type: 'text', value }, note }
      : { ...basis, note };
  }

  #resultOf(conflict: Conflict): Result {
    if (conflict.now !== null) return { kind: 'now', by: '', said: { value: conflict.now, note: '' } };
    const of = (version: Version): Said => saidBy(conflict, version);
    if (this.mode === 'write') {
      const basis = this.basis(conflict);
      const own = typeof basis?.value === 'string' || answerOf(conflict.path, basis?.value)?.type === 'text';
      const value = own || !basis ? this.words.value : of(basis).value;
      return { kind: 'written', by: '', said: { value, note: typeof basis?.value === 'string' ? '' : this.words.note } };
    }
    const taken = conflict.versions.find((version) => version.slot === this.considered);
    if (taken) return { kind: 'taken', by: taken.by, said: of(taken) };
    return { kind: 'both', by: '', said: { value: '', note: '' } };
  }

  /** The keys of the desk; whether one was meant for it. None is while somebody writes: a letter beside the field decides nothing. */
  pressed(key: string): boolean {
    if (!this.lead || this.mode !== 'look') return false;
    const letter = key.toLowerCase();
    // Also after the last one: what was just decided can always be taken back.
    if (letter === 'u') {
      void this.undo();
      return true;
    }
    const { here } = this;
    if (!here) return false;
    const version = here.versions[Number(key) - 1];
    if (version && !isPassage(here)) void this.decide(here, 'take', { slot: version.slot });
    else if (letter === 'b') void this.decide(here, 'keep_both');
    else if (letter === 'e' && isWritable(here)) this.write(here);
    else if (letter === 's') this.ask(here);
    else if (letter === 'd') void this.decide(here, 'deferred');
    else return false;
    return true;
  }
}
