import { call } from '../ipc/call';
import type { CommentView } from '../ipc/generated';
import { app } from '../state/app.svelte';
import { openOn } from './talked-on';

/** Comments of the records that a screen shows, to count those beside each of their entries. Made while the screen is made. */
export class Talked {
  rows = $state<Record<string, CommentView[]>>({});
  readonly #doc: () => string;
  /** How often it was asked: an older answer that comes late is not taken. */
  #asked = 0;

  /** Of a record, and of others whose entries stand among its own. */
  constructor(doc: () => string, others: () => string[] = () => []) {
    this.#doc = doc;
    $effect(() => {
      void app.changes;
      this.#asked += 1;
      const turn = this.#asked;
      for (const one of [doc(), ...others()]) {
        const take = (rows: CommentView[]): void => {
          if (turn === this.#asked) this.rows[one] = rows;
        };
        // What cannot be read here is said where the comments themselves are shown.
        void call('comment_list', { doc: one }).then(
          ({ rows }) => take(rows),
          () => take([]),
        );
      }
    });
  }

  /** How many comments on an entry are not settled. */
  open(about: string, doc = this.#doc()): number {
    return openOn(this.rows[doc] ?? [], about);
  }
}
