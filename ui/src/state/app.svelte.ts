import { tick } from 'svelte';
import { t, words } from '../i18n/words.svelte';
import { Refused, call, onRefused, settled } from '../ipc/call';
import { route } from './route.svelte';
import type { ApiError, AppStatus, Appearance, ChosenFile } from '../ipc/generated';

/** Text from which on long words break inside buttons, and nothing stays in place over what is read. */
const LARGE_PERCENT = 150;
const TOAST_MS = 4_000;
/** Files that belong to getting back in; all others are the team's. */
const RECOVERY_KINDS = new Set(['share', 'recovery_request', 'recovery_answer']);

export interface Toast {
  text: string;
  kind: 'said' | 'refused';
  undo?: () => void;
}

/** What every screen shares: whether the vault is open, how things look, what was just said. */
class AppState {
  status = $state<AppStatus | null>(null);
  saved = $state<string | null>(null);
  toast = $state<Toast | null>(null);
  /** A closed visit that somebody began to write into: they are asked whether they mean it. */
  closedVisit = $state<string | null>(null);
  palette = $state(false);
  keys = $state(false);
  /** The content is blank while the window is hidden, before anything can take a picture of it. */
  hidden = $state(false);
  /** First run goes on after the vault is made, until its recovery words are checked. */
  settingUp = $state(false);
  /** The platform's file chooser is open over the window. */
  choosing = false;
  /** A file dropped on the window and looked at, for the screen that opens it. */
  dropped = $state<ChosenFile | null>(null);
  /** Grows whenever records changed, so that open lists read again. */
  changes = $state(0);
  /** Grows whenever something was refused, so that what was tapped shows what stands. */
  refusals = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The lock that is under way: the page is covered, and the vault not yet locked. */
  #locking: Promise<void> | null = null;
  readonly #forgets: (() => void)[] = [];

  constructor() {
    onRefused((error) => {
      if (error.code === 'locked' && this.status?.unlocked) void this.refresh();
    });
  }

  async refresh(): Promise<void> {
    this.take(await call('app_status', {}));
  }

  take(status: AppStatus): void {
    this.status = status;
    this.apply(status.appearance);
  }

  apply(appearance: Appearance): void {
    words.language = appearance.language;
    const root = document.documentElement;
    root.lang = words.locale;
    root.dir = words.direction;
    const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset['theme'] = appearance.theme === 'system' ? (dark ? 'dark' : 'light') : appearance.theme;
    root.style.fontSize = `${appearance.text_percent}%`;
    root.toggleAttribute('data-large', appearance.text_percent > LARGE_PERCENT);
    root.dataset['hand'] = appearance.left_handed ? 'left' : 'right';
  }

  /** Changes how things look, and keeps it. */
  async look(change: Partial<Appearance>): Promise<void> {
    await attempt(async () => {
      if (!this.status) return;
      const appearance = await call('appearance_set', { ...this.status.appearance, ...change });
      this.take({ ...this.status, appearance });
    });
  }

  /** Covers the page at once, keeps what was told, and locks. Told again meanwhile, it is the same lock. */
  lock(): Promise<void> {
    this.#locking ??= this.#lock().finally(() => (this.#locking = null));
    return this.#locking;
  }

  async #lock(): Promise<void> {
    this.blank();
    await this.#gone();
    await call('vault_lock', {});
    await this.refresh();
  }

  /** Once no lock is under way. Whoever opened the vault before that would be locked out again by it. */
  async atRest(): Promise<void> {
    await this.#locking?.catch(() => undefined);
  }

  /** Means another vault of this device, or one to be made. The page begins anew: nothing of the vault left is in its memory. */
  async leaveFor(vault: string | null): Promise<void> {
    this.blank();
    this.settingUp = false;
    await this.#gone();
    await attempt(async () => {
      if (vault === null) await call('vault_add', {});
      else await call('vault_choose', { vault });
    });
    window.history.replaceState(null, '', window.location.pathname);
    window.location.reload();
  }

  /** The shell has locked the vault: nothing of it stays on the screen while the page asks again. */
  locked(): void {
    this.blank();
    this.settingUp = false;
    void this.refresh();
  }

  /** What the screens keep when they go is kept before the door closes. */
  async #gone(): Promise<void> {
    await tick();
    await settled();
  }

  /** What outlives its screen does not outlive the lock: it is told when to forget. */
  atLock(forget: () => void): void {
    this.#forgets.push(forget);
  }

  private blank(): void {
    for (const forget of this.#forgets) forget();
    this.saved = null;
    this.toast = null;
    this.dropped = null;
    this.palette = false;
    if (this.status) this.status = { ...this.status, unlocked: false };
  }

  /** Opens the screen that looks into a dropped file. Nothing is taken in by dropping it. */
  async drop(path: string): Promise<void> {
    if (!this.status?.unlocked || this.settingUp) return;
    await attempt(async () => {
      this.dropped = await call('file_look', { path });
      route.go(RECOVERY_KINDS.has(this.dropped.kind) ? 'recovery' : 'team');
    });
  }

  say(text: string, undo?: () => void): void {
    this.show(undo ? { text, kind: 'said', undo } : { text, kind: 'said' });
  }

  /** Says why something was refused. What was typed stays where it is. */
  refuse(thrown: unknown): void {
    this.refusals += 1;
    // What arrived is read again, and shown beside what was typed.
    if (stale(thrown)) this.changes += 1;
    // The lock screen says so itself.
    if (thrown instanceof Refused && thrown.error.code === 'locked') return;
    if (thrown instanceof Refused && thrown.error.code === 'visit_closed') {
      this.closedVisit = thrown.error.field;
      return;
    }
    this.show({ text: thrown instanceof Refused ? sentence(thrown.error) : String(thrown), kind: 'refused' });
  }

  keep(saved_at: string): void {
    this.saved = saved_at;
    this.changes += 1;
  }

  private show(toast: Toast): void {
    clearTimeout(this.#timer);
    this.toast = toast;
    this.#timer = setTimeout(() => {
      this.toast = null;
    }, TOAST_MS * (toast.kind === 'refused' ? 2 : 1));
  }
}

/** The one sentence of an error code. */
export function sentence(error: ApiError): string {
  return t(`error-${error.code.replaceAll('_', '-')}`, {
    field: error.field ?? '',
    seconds: error.retry_after_s ?? 0,
  });
}

/** Whether something was refused because the record moved on since it was shown. */
export function stale(thrown: unknown): boolean {
  return thrown instanceof Refused && thrown.error.code === 'stale';
}

export const app = new AppState();

/** Runs something that may be refused, and says so. Returns whether it went well. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (thrown) {
    app.refuse(thrown);
    return false;
  }
}
