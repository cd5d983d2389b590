import { t, words } from '../i18n/words.svelte';
import { Refused, call, onRefused } from '../ipc/call';
import type { ApiError, AppStatus, Appearance } from '../ipc/generated';

const TOAST_MS = 4_000;

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
  palette = $state(false);
  keys = $state(false);
  /** The content is blank while the window is hidden, before anything can take a picture of it. */
  hidden = $state(false);
  /** First run goes on after the vault is made, until its recovery words are checked. */
  settingUp = $state(false);
  /** Grows whenever records changed, so that open lists read again. */
  changes = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;

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
    root.dataset['hand'] = appearance.left_handed ? 'left' : 'right';
  }

  async lock(): Promise<void> {
    await call('vault_lock', {});
    this.saved = null;
    this.toast = null;
    await this.refresh();
  }

  say(text: string, undo?: () => void): void {
    this.show(undo ? { text, kind: 'said', undo } : { text, kind: 'said' });
  }

  /** Says why something was refused. What was typed stays where it is. */
  refuse(thrown: unknown): void {
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
