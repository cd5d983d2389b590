/** Writes that take turns: none begins before the one before it is over, however that ended. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #next: (() => Promise<void>) | null = null;
  #waits: Promise<void> = Promise.resolve();

  run<T>(write: () => Promise<T>): Promise<T> {
    const done = this.#last.then(write);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Of several that wait, the last alone: each holds all that those before it held. */
  latest(write: () => Promise<void>): Promise<void> {
    const waiting = this.#next !== null;
    this.#next = write;
    if (!waiting) {
      this.#waits = this.run(() => {
        const next = this.#next;
        this.#next = null;
        return next ? next() : Promise.resolve();
      });
    }
    return this.#waits;
  }
}
