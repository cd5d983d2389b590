import { call } from '../../ipc/call';
import type { InterviewView } from '../../ipc/generated';
import { app } from '../../state/app.svelte';
import { Turns } from '../../state/turns';

/** The id of the field that the note is typed in. */
export const NOTE_FIELD = 'note-text';

/** The note of an interview while it is typed: a draft at each keystroke, part of the record when one leaves it. */
export class Note {
  text = $state('');
  #base = '';
  #committed = '';
  #read = false;
  readonly #turns = new Turns();

  constructor(private readonly interview: string) {}

  get #key(): string {
    return `interview/${this.interview}/note`;
  }

  get dirty(): boolean {
    return this.text !== this.#committed;
  }

  /**
   * Takes what was read; what is being typed is never replaced by it, nor is the text in a field that somebody is in: a reading
   * begun before may bring what a colleague wrote after. Returns whether that waits until the field is left.
   */
  take(view: InterviewView, isOpen: boolean): boolean {
    if (this.#read && this.dirty) return false;
    const text = view.draft ?? view.note;
    if (this.#read && isOpen && text !== this.text) return true;
    this.#read = true;
    this.text = text;
    this.#committed = view.note;
    this.#base = view.note_base;
    return false;
  }

  /** Makes a draft of what is typed. A draft is typed on one state of the record: none is written while that moves on. */
  keep(): Promise<void> {
    return this.#turns.latest(() => this.#keep());
  }

  async #keep(): Promise<void> {
    const draft = this.dirty ? { text: this.text, base: this.#base } : { text: '' };
    app.saved = (await call('draft_put', { key: this.#key, ...draft })).saved_at;
  }

  /** Makes the note part of the record. What is typed meanwhile goes on from the state it was saved in. */
  commit(): Promise<void> {
    return this.#turns.run(async () => {
      const { text } = this;
      if (!this.dirty) return;
      const saved = await call('interview_note', { interview: this.interview, text, base: this.#base });
      this.#base = saved.base;
      this.#committed = text;
      app.saved = saved.saved_at;
    });
  }
}
