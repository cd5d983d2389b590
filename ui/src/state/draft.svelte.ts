import { call } from '../ipc/call';
import { app, attempt } from './app.svelte';
import { joined } from './joined';
import { once, over } from './once';
import { same } from './same';
import { Turns } from './turns';

/**
 * What a person types and has not saved yet: durable at each change, and there again after a lock, a crash or a way
 * elsewhere. Make it while a component is made; bind fields to `typed`; `clear` it once the record holds what was typed.
 */
export class Draft<Typed extends object> {
  typed: Typed = $state() as Typed;
  /** What is shown was typed before and had not been saved. */
  found = $state(false);
  readonly #key: string | undefined;
  #blank: string;
  #kept: string;
  readonly #turns = new Turns();
  /** What was kept before is known. */
  #read = $state(false);
  readonly opened: Promise<void>;

  /** Without a key nothing is kept: a form shown for itself alone. */
  constructor(key: string | undefined, blank: Typed) {
    this.#key = key;
    this.typed = blank;
    this.#blank = this.#kept = JSON.stringify(blank);
    this.opened = this.#open();
    $effect(() => {
      const text = JSON.stringify(this.typed);
      // What was kept before is read first, and never written over unread.
      if (this.#read && text !== this.#kept) void this.#keep(text);
    });
  }

  /** Whether something is typed that the record does not hold. */
  get dirty(): boolean {
    return JSON.stringify(this.typed) !== this.#blank;
  }

  /** The record moved on: what nobody has touched here follows it. */
  follow(blank: Typed): void {
    const untouched = !this.dirty;
    this.#blank = JSON.stringify(blank);
    if (!untouched) return;
    this.#kept = this.#blank;
    this.typed = blank;
  }

  /**
   * Writes what is typed, and forgets it once the record holds it. What was typed meanwhile stays typed: for something new all
   * of it, else field by field on what the record `held` then.
   */
  async save<Result>(write: (typed: Typed) => Promise<Result>, held?: (typed: Typed) => Typed): Promise<Result> {
    const sent = $state.snapshot(this.typed) as Typed;
    const result = await write(sent);
    const now = $state.snapshot(this.typed) as Typed;
    const holds = held?.(sent);
    if (same(now, sent)) await this.clear(holds);
    else if (holds) {
      this.#blank = JSON.stringify(holds);
      const touched = Object.entries(now).filter(([field, value]) => !same(value, sent[field as keyof Typed]));
      this.typed = { ...(JSON.parse(this.#blank) as Typed), ...Object.fromEntries(touched) };
    }
    return result;
  }

  /** As {@link attempt}, for the button that saves it: pressed again before that is over, it is done once. */
  once(work: () => Promise<unknown>): Promise<boolean> {
    return once(this.#key ?? this, work);
  }

  /** Forgets what was typed: it is saved, or not wanted. */
  async clear(blank?: Typed): Promise<void> {
    if (blank) this.#blank = JSON.stringify(blank);
    this.found = false;
    this.#kept = this.#blank;
    this.typed = JSON.parse(this.#blank) as Typed;
    await this.#keep(this.#blank);
  }

  async #open(): Promise<void> {
    const key = this.#key;
    if (key !== undefined) {
      await attempt(async () => {
        // What its form is saving, closed and opened again meanwhile, is no longer to be saved by then.
        await over(key);
        const { text } = await call('draft_get', { key });
        if (!text) return;
        const begun = JSON.parse(this.#blank) as Typed;
        const kept = { ...begun, ...read<Typed>(text, Object.keys(begun)[0]) };
        this.#kept = JSON.stringify(kept);
        this.typed = joined(begun, kept, $state.snapshot(this.typed) as Typed);
        this.found = this.dirty;
      });
    }
    this.#read = true;
  }

  async #keep(text: string): Promise<void> {
    this.#kept = text;
    const key = this.#key;
    if (key === undefined) return;
    await attempt(() =>
      this.#turns.latest(async () => {
        app.saved = (await call('draft_put', { key, text: text === this.#blank ? '' : text })).saved_at;
      }),
    );
  }
}

/** What an earlier version kept was one text: it goes into the first field. */
function read<Typed>(text: string, first: string | undefined): Partial<Typed> {
  const plain = { [first ?? '']: text } as Partial<Typed>;
  try {
    const typed: unknown = JSON.parse(text);
    return typeof typed === 'object' && typed !== null && !Array.isArray(typed) ? (typed as Partial<Typed>) : plain;
  } catch {
    return plain;
  }
}
