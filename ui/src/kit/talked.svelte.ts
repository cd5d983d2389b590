import { call } from '../ipc/call';
import type { CommentView } from '../ipc/generated';
import { app } from '../state/app.svelte';
import { openOn } from './talked-on';

/** Comments of the record that a screen shows, to count those beside each of its entries. Made while the screen is made. */
export class Talked {
  rows = $state<CommentView[]>([]);
  /** How often it was asked: an older answer that comes late is not taken. */
  #asked = 0;

  constructor(doc: () => string) {
    $effect(() => {
      void app.changes;
      this.#asked += 1;
      const turn = this.#asked;
      const take = (rows: CommentView[]): void => {
        if (turn === this.#asked) this.rows = rows;
      };
      // What cannot be read here is said where the comments themselves are shown.
      void call('comment_list', { doc: doc() }).then(
        ({ rows }) => take(rows),
        () => take([]),
      );
    });
  }

  /** How many comments on an entry are not settled. */
  open(about: string): number {
    return openOn(this.rows, about);
  }
}
