import { call } from '../ipc/call';
import type { Changed, NearbyView, PairingView } from '../ipc/generated';
import { app } from './app.svelte';

const SECOND_MS = 1_000;

/** Fields in which a reading that comes in between would take the text away from under the cursor. */
const TYPED_IN = 'textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"])';

/** Devices nearby: who is here, what passes, and what came in while somebody was typing. */
class Nearby {
  view = $state<NearbyView | null>(null);
  pairing = $state<PairingView | null>(null);
  /** Something came in and is shown once the field that is open is left. */
  waiting = $state(false);
  /** Counts the seconds down between two words of the shell. */
  seconds = $state(0);
  #timer: ReturnType<typeof setInterval> | undefined;

  async refresh(): Promise<void> {
    if (!app.status?.unlocked) return;
    try {
      this.take(await call('nearby_get', {}));
      this.pairing = await call('pairing_get', {});
    } catch {
      this.forget();
    }
  }

  take(view: NearbyView): void {
    this.view = view;
    this.seconds = view.seconds_left;
    clearInterval(this.#timer);
    if (view.on) this.#timer = setInterval(() => (this.seconds = Math.max(0, this.seconds - 1)), SECOND_MS);
  }

  forget(): void {
    clearInterval(this.#timer);
    this.view = this.pairing = null;
    this.waiting = false;
  }

  /** The shell says that something changed. What is being typed in stays as it is, and where it is, until it is left. */
  heard({ topics }: Changed): void {
    if (topics.includes('carriers') || topics.includes('team')) void this.refresh();
    if (topics.every((topic) => topic === 'carriers')) return;
    if (document.activeElement?.matches(TYPED_IN)) this.waiting = true;
    else app.changes += 1;
  }

  /** What was read is shown once the field that is open is left. */
  wait(): void {
    this.waiting = true;
  }

  /** A field was left; unless another one was entered, what waited is shown. */
  left(): void {
    setTimeout(() => {
      if (!this.waiting || document.activeElement?.matches(TYPED_IN)) return;
      this.waiting = false;
      app.changes += 1;
    });
  }
}

export const nearby = new Nearby();
