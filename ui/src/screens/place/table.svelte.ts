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
  view = $state.raw<PlaceTableView | null>(null);
  choices = $state<Record<number, Choice>>({});
  running = $state(false);
  passed = $state(0);
  total = $state(0);
  done = $state<PlaceImported | null>(null);
  #stopped = false;

  /** How many rows would be written. */
  readonly wanted = $derived(this.view?.rows.filter((row) => this.choice(row) !== 'leave').length ?? 0);

  choice(row: TableRow): Choice {
    return this.choices[row.number] ?? usual(row);
  }

  look(columns: (string | null)[] | null = null): Promise<boolean> {
    return attempt(async () => {
      this.view = null;
      this.view = await call('place_table', { path: this.path, sheet: this.sheet, columns });
      this.choices = {};
    });
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
    [this.running, this.passed, this.#stopped] = [true, 0, false];
    return attempt(async () => {
      try {
        let done = await call('place_import', { choices });
        this.passed = this.total - done.remaining;
        while (done.remaining > 0 && !this.#stopped) {
          done = await call('place_import_go', {});
          this.passed = this.total - done.remaining;
        }
        this.done = done;
        app.changes += 1;
      } finally {
        this.running = false;
      }
    });
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Forgets the table. What was taken in stays. */
  async leave(): Promise<void> {
    this.stop();
    const looked = this.view !== null;
    [this.view, this.done, this.choices] = [null, null, {}];
    // A vault that locked meanwhile has forgotten it as well.
    if (looked) await call('place_import_end', {}).catch(() => undefined);
  }
}
