import { untrack } from 'svelte';
import { app } from '../state/app.svelte';
import { Draft } from '../state/draft.svelte';
import { type Collision, rebase } from './rebase';

/**
 * A form over facts of a record: kept at each keystroke, and true to a colleague's change. What nobody touched here follows
 * the record; what both touched is shown beside. Make it while a component is made.
 */
export class FactsForm<Facts extends object> {
  readonly draft: Draft<{ facts: Facts; was: Facts }>;
  collisions = $state<Collision<Facts>[]>([]);

  /** `now` reads the facts as the record holds them; a new thing begins with what it gives. */
  constructor(key: string, now: () => Facts) {
    const first = untrack(now);
    this.draft = new Draft(key, { facts: { ...first }, was: { ...first } });
    $effect(() => {
      const next = now();
      untrack(() => void this.draft.opened.then(() => this.#follow(next)));
    });
  }

  get facts(): Facts {
    return this.draft.typed.facts;
  }

  /** For {@link Meanwhile}: a name for each fact, and what the record says in words. */
  changed(name: (field: keyof Facts) => string, said: (field: keyof Facts, value: Facts[keyof Facts]) => string): { name: string; theirs: string; take: () => void }[] {
    return this.collisions.map((one) => ({ name: name(one.field), theirs: said(one.field, one.theirs), take: () => this.#take(one) }));
  }

  /** Writes what was typed; whether it went well. Pressed again meanwhile, it is written once. */
  save(write: (was: Facts, facts: Facts) => Promise<{ saved_at: string }>): Promise<boolean> {
    return this.draft.once(async () => {
      const saved = await this.draft.save(
        ({ was, facts }) => write(was, facts),
        ({ facts }) => ({ facts, was: facts }),
      );
      app.keep(saved.saved_at);
    });
  }

  #follow(next: Facts): void {
    if (!this.draft.dirty) {
      this.draft.follow({ facts: { ...next }, was: { ...next } });
      return;
    }
    const { facts, was } = $state.snapshot(this.draft.typed) as { was: Facts; facts: Facts };
    const rebased = rebase(was, facts, next);
    this.draft.typed = { facts: rebased.facts, was: { ...next } };
    const fresh = rebased.collisions;
    this.collisions = [...this.collisions.filter((old) => !fresh.some((one) => one.field === old.field)), ...fresh];
  }

  #take(one: Collision<Facts>): void {
    this.draft.typed.facts = { ...this.facts, [one.field]: one.theirs };
    this.collisions = this.collisions.filter((other) => other !== one);
  }
}
