import { flushSync } from 'svelte';

/** Whether the page is being printed: on paper nothing scrolls, and a list is drawn whole. */
class Printing {
  now = $state(false);

  constructor() {
    window.addEventListener('beforeprint', () => this.#turn(true));
    window.addEventListener('afterprint', () => this.#turn(false));
  }

  /**
   * Prints the page. It is whole before the window is asked, since not every window says when it begins; and where one never
   * says that it is done, until somebody does something again.
   */
  print(): void {
    this.#turn(true);
    const done = (): void => this.#turn(false);
    for (const event of ['pointerdown', 'keydown']) window.addEventListener(event, done, { once: true, capture: true });
    window.print();
  }

  /** At once: what is drawn when this returns is what is printed. */
  #turn(on: boolean): void {
    if (this.now === on) return;
    flushSync(() => (this.now = on));
  }
}

export const printing = new Printing();
