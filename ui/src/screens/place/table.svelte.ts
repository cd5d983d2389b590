import { t, words } from '../../i18n/words.svelte';
import { Refused, call } from '../../ipc/call';
import type { PlaceImported, PlaceTableView, TableChoice, TableDone, TableRow } from '../../ipc/generated';
import { app, attempt } from '../../state/app.svelte';
import { route } from '../../state/route.svelte';
import { Turns } from '../../state/turns';

/** What becomes of a row: as its verdict has it, or as somebody chose. */
export type Choice = 'add' | 'change' | 'leave' | `into ${string}`;

/** What somebody began with and has not taken in. A choice names its row, too: the file may change meanwhile. */
export interface Begun {
  path: string;
  sheet: string | null;
  /** What its rows are, as somebody said; of what an earlier version kept, nobody did. */
  holds?: string | null;
  columns: (string | null)[] | null;
  types: Record<string, string>;
  choices: Record<string, { name: string; choice: Choice }>;
}

/** Where the screen stands in the address. */
export const IMPORT_PATH = 'places/import';
/** Where what was begun is kept: on this device, in the vault. */
const KEY = 'places/table';
const NOTHING: PlaceImported = { added: 0, changed: 0, left: 0, remaining: 0, rows: [] };
/** What was done with a row that needs no more words. */
const DONE = new Set(['added', 'changed', 'same']);

/** What becomes of a row nobody chose anything for. */
export function usual(row: TableRow): Choice {
  if (row.verdict === 'new') return 'add';
  return row.verdict === 'changed' ? 'change' : 'leave';
}

/** A choice as the use case takes it. */
export function told(number: number, choice: Choice): TableChoice {
  if (choice.startsWith('into ')) return { number, choice: 'change', place: choice.slice(5) };
  return { number, choice, place: null };
}

/** The choices that still fit: their row has the number and the name it had. */
export function fitting(kept: Begun['choices'], rows: TableRow[]): Record<number, Choice> {
  const fits = rows.filter((row) => kept[row.number]?.name === row.name);
  return Object.fromEntries(fits.map((row) => [row.number, kept[row.number]?.choice ?? usual(row)]));
}

/** Whether a file has no longer the sheet or the columns that were kept of it. */
const isMisfit = (thrown: unknown): boolean => thrown instanceof Refused && ['sheet', 'columns'].includes(thrown.error.field ?? '');

/** Reasons that are no name of a column. */
const REASONS = new Set(['columns', 'part_columns', 'no_place', 'several']);

/** Why a row cannot be taken, in words. */
export function refusal(reason: string | null): string {
  return REASONS.has(reason ?? '') ? words.code('table-reason', reason) : t('table-reason-field', { field: words.code('table-column', reason ?? '') });
}

/**
 * A table on its way into the register: looked at, chosen from, taken in by steps. It goes on while another screen is shown, and
 * what was said about it is there again after a lock or a crash.
 */
export class TableImport {
  path = $state('');
  sheet = $state<string | null>(null);
  /** What its rows are, where somebody said it. */
  holds = $state<string | null>(null);
  /** What was looked at, and in which file. */
  #looked = $state.raw<{ path: string; view: PlaceTableView } | null>(null);
  /** None while another file is named than was looked at: nothing is taken in unseen. */
  readonly view = $derived(this.#looked?.path === this.path ? this.#looked.view : null);
  choices = $state<Record<number, Choice>>({});
  /** What words for types mean, as somebody said. */
  types = $state<Record<string, string>>({});
  running = $state(false);
  passed = $state(0);
  total = $state(0);
  done = $state<PlaceImported | null>(null);
  /** Rows that were left out, and why. */
  left = $state.raw<TableDone[]>([]);
  /** It was refused amid the rows: what was taken in so far; it can go on. */
  halted = $state<PlaceImported | null>(null);
  #stopped = false;
  #resumed = false;
  /** Grows when it is forgotten: what was begun before then does and says nothing more. */
  #life = 0;
  readonly #turns = new Turns();

  /** How many rows would be written. */
  readonly wanted = $derived(this.view?.rows.filter((row) => this.choice(row) !== 'leave').length ?? 0);

  choice(row: TableRow): Choice {
    return this.choices[row.number] ?? usual(row);
  }

  choose(row: TableRow, choice: Choice): void {
    this.choices[row.number] = choice;
    void this.#keep();
  }

  look(columns: (string | null)[] | null = null, kept: Begun['choices'] = {}): Promise<boolean> {
    return this.#living((gone) => this.#looks(gone, columns, kept));
  }

  /** Looks at a file: as it was begun with, where that is kept and still fits, else from its first sheet on. */
  open(): Promise<boolean> {
    const { path } = this;
    return this.#living(async (gone) => {
      const kept = await this.#kept();
      if (gone() || this.path !== path) return;
      [this.sheet, this.holds] = [null, null];
      if (kept?.path !== path) return this.#looks(gone);
      [this.sheet, this.holds, this.types] = [kept.sheet, kept.holds ?? null, kept.types];
      try {
        await this.#looks(gone, kept.columns, kept.choices);
      } catch (thrown) {
        if (gone() || !isMisfit(thrown)) throw thrown;
        [this.sheet, this.holds] = [null, null];
        await this.#looks(gone);
      }
    });
  }

  turn(sheet: string): Promise<boolean> {
    [this.sheet, this.holds] = [sheet, null];
    return this.look();
  }

  /** Turns to another sheet of the workbook of which one was taken in. */
  next(sheet: string): Promise<boolean> {
    [this.done, this.left] = [null, []];
    return this.turn(sheet);
  }

  /** Says what the rows are; what each column holds is guessed anew. */
  hold(holds: string): Promise<boolean> {
    this.holds = holds;
    return this.look();
  }

  /** Says what a column holds; another that held the same is left out. */
  name(number: number, code: string): Promise<boolean> {
    const columns = (this.view?.columns ?? []).map((held, at) => {
      if (at === number) return code === '' ? null : code;
      return held === code ? null : held;
    });
    return this.look(columns, this.#named());
  }

  /** Says what words for types mean; what was chosen of rows stays. */
  mean(said: Record<string, string>): Promise<boolean> {
    this.types = Object.fromEntries(Object.entries({ ...this.types, ...said }).filter(([, type]) => type !== ''));
    return this.look(this.view?.columns ?? null, this.#named());
  }

  /** Goes on with what was begun before a lock or a crash. */
  async resume(): Promise<void> {
    if (this.#resumed) return;
    this.#resumed = true;
    const life = this.#life;
    const kept = await this.#kept();
    if (life !== this.#life || !kept || this.path !== '' || this.running) return;
    [this.path, this.sheet, this.holds, this.types] = [kept.path, kept.sheet, kept.holds ?? null, kept.types];
    await this.look(kept.columns, kept.choices);
  }

  run(): Promise<boolean> {
    const choices = Object.entries(this.choices).map(([number, choice]) => told(Number(number), choice));
    this.total = this.view?.rows.length ?? 0;
    [this.passed, this.left] = [0, []];
    return this.#steps(() => call('place_import', { choices }));
  }

  /** Goes on where it was refused. */
  goOn(): Promise<boolean> {
    return this.#steps(() => call('place_import_go', {}));
  }

  #steps(first: () => Promise<PlaceImported>): Promise<boolean> {
    [this.running, this.#stopped] = [true, false];
    return this.#living(async (gone) => {
      let done = this.halted ?? { ...NOTHING, remaining: this.total };
      const passed = (step: PlaceImported): void => {
        if (gone()) return;
        done = step;
        this.passed = this.total - step.remaining;
        this.left = [...this.left, ...step.rows.filter((row) => !DONE.has(row.outcome))];
      };
      try {
        passed(await first());
        while (!gone() && done.remaining > 0 && !this.#stopped) passed(await call('place_import_go', {}));
        if (gone()) return;
        [this.done, this.halted] = [done, null];
        await this.#forgetKept();
        if (!gone() && route.path !== IMPORT_PATH) app.say(this.summary(done));
      } catch (thrown) {
        if (!gone()) this.halted = done;
        throw thrown;
      } finally {
        if (!gone()) {
          this.running = false;
          app.changes += 1;
        }
      }
    });
  }

  /** What came of it, in words. */
  summary(done: PlaceImported): string {
    return t('table-done', { added: words.number(done.added), changed: words.number(done.changed), left: words.number(done.left) });
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Forgets the table. What was taken in stays. */
  async leave(): Promise<void> {
    const looked = this.#looked !== null;
    this.forget();
    this.#resumed = true;
    await this.#forgetKept();
    // A vault that locked meanwhile has forgotten it as well.
    if (looked) await call('place_import_end', {}).catch(() => undefined);
  }

  /** Nothing of it stays in memory; what was kept is there when the screen is opened again. */
  forget(): void {
    this.#life += 1;
    this.stop();
    [this.running, this.passed, this.total] = [false, 0, 0];
    [this.#looked, this.done, this.halted, this.choices, this.types, this.left] = [null, null, null, {}, {}, []];
    [this.path, this.sheet, this.holds, this.#resumed] = ['', null, null, false];
  }

  /** As {@link attempt}; what it is forgotten amid has nobody left to tell. */
  #living(work: (gone: () => boolean) => Promise<void>): Promise<boolean> {
    const life = this.#life;
    const gone = (): boolean => life !== this.#life;
    return attempt(async () => {
      try {
        await work(gone);
      } catch (thrown) {
        if (!gone()) throw thrown;
      }
    });
  }

  async #looks(gone: () => boolean, columns: (string | null)[] | null = null, kept: Begun['choices'] = {}): Promise<void> {
    this.#looked = null;
    const { path, sheet, holds } = this;
    const types = Object.entries(this.types).map(([word, place_type]) => ({ word, place_type }));
    const view = await call('place_table', { path, sheet, ...(holds === null ? {} : { holds }), columns, types });
    if (gone()) return;
    this.choices = fitting(kept, view.rows);
    this.#looked = { path, view };
    await this.#keep();
  }

  #named(): Begun['choices'] {
    const chosen = (this.view?.rows ?? []).flatMap((row) => {
      const choice = this.choices[row.number];
      return choice === undefined ? [] : [[row.number, { name: row.name, choice }] as const];
    });
    return Object.fromEntries(chosen);
  }

  #keep(): Promise<void> {
    const { path, sheet, holds } = this;
    const begun: Begun = { path, sheet, holds, columns: this.view?.columns ?? null, types: $state.snapshot(this.types), choices: this.#named() };
    return this.#turns.latest(async () => {
      await call('draft_put', { key: KEY, text: JSON.stringify(begun) });
    });
  }

  #forgetKept(): Promise<void> {
    return this.#turns.latest(async () => {
      await call('draft_put', { key: KEY, text: '' });
    });
  }

  async #kept(): Promise<Begun | null> {
    try {
      const { text } = await call('draft_get', { key: KEY });
      return text ? (JSON.parse(text) as Begun) : null;
    } catch {
      return null;
    }
  }
}

/** The one table that is on its way. */
export const table = new TableImport();
app.atLock(() => table.forget());
