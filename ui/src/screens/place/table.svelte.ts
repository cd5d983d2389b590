import { call } from '../../ipc/call';
import type { PlaceImported, PlaceTableView, TableChoice, TableRow } from '../../ipc/generated';
import { app, attempt } from '../../state/app.svelte';

/** What becomes of a row: as its verdict has it, or as somebody chose. */
export type Choice = 'add' | 'change' | 'leave' | `into ${string}`;

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

/** A table on its way into the register: looked at, chosen from, taken in by steps. */
export class TableImport {
  path = $state('');
  sheet = $state<string | null>(null);
  /** What was looked at, and in which file. */
  #looked = $state.raw<{ path: string; view: PlaceTableView } | null>(null);
  /** None while another file is named than was looked at: nothing is taken in unseen. */
  readonly view = $derived(this.#looked?.path === this.path ? this.#looked.view : null);
  choices = $state<Record<number, Choice>>({});
  running = $state(false);
  passed = $state(0);
  total = $state(0);
  done = $state<PlaceImported | null>(null);
  /** It was refused amid the rows: what was taken in so far; it can go on. */
  halted = $state<PlaceImported | null>(null);
  #stopped = false;

  /** How many rows would be written. */
  readonly wanted = $derived(this.view?.rows.filter((row) => this.choice(row) !== 'leave').length ?? 0);

  choice(row: TableRow): Choice {
    return this.choices[row.number] ?? usual(row);
  }

  look(columns: (string | null)[] | null = null): Promise<boolean> {
    return attempt(async () => {
      this.#looked = null;
      const { path, sheet } = this;
      this.#looked = { path, view: await call('place_table', { path, sheet, columns }) };
      this.choices = {};
    });
  }

  /** Looks at a file from its first sheet on. */
  open(): Promise<boolean> {
    this.sheet = null;
    return this.look();
  }

  turn(sheet: string): Promise<boolean> {
    this.sheet = sheet;
    return this.look();
  }

  /** Says what a column holds; another that held the same is left out. */
  name(number: number, code: string): Promise<boolean> {
    const columns = (this.view?.columns ?? []).map((held, at) => {
      if (at === number) return code === '' ? null : code;
      return held === code ? null : held;
    });
    return this.look(columns);
  }

  run(): Promise<boolean> {
    const choices = Object.entries(this.choices).map(([number, choice]) => told(Number(number), choice));
    this.total = this.view?.rows.length ?? 0;
    this.passed = 0;
    return this.#steps(() => call('place_import', { choices }));
  }

  /** Goes on where it was refused. */
  goOn(): Promise<boolean> {
    return this.#steps(() => call('place_import_go', {}));
  }

  #steps(first: () => Promise<PlaceImported>): Promise<boolean> {
    [this.running, this.#stopped] = [true, false];
    return attempt(async () => {
      let done = this.halted ?? { added: 0, changed: 0, left: 0, remaining: this.total };
      try {
        done = await first();
        this.passed = this.total - done.remaining;
        while (done.remaining > 0 && !this.#stopped) {
          done = await call('place_import_go', {});
          this.passed = this.total - done.remaining;
        }
        [this.done, this.halted] = [done, null];
      } catch (thrown) {
        this.halted = done;
        throw thrown;
      } finally {
        this.running = false;
        app.changes += 1;
      }
    });
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Forgets the table. What was taken in stays. */
  async leave(): Promise<void> {
    this.stop();
    const looked = this.#looked !== null;
    [this.#looked, this.done, this.halted, this.choices] = [null, null, null, {}];
    // A vault that locked meanwhile has forgotten it as well.
    if (looked) await call('place_import_end', {}).catch(() => undefined);
  }
}
