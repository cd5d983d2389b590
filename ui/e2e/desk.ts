import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, type Page, chromium } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { Commands } from '../src/ipc/generated';

const ROOT = resolve(import.meta.dirname, '../..');
const BRIDGE = process.env['VISITA_BRIDGE'] ?? join(ROOT, 'target/debug/visita-bridge');
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What a page makes itself, and asks nobody for. */
const LOCAL = /^(data|blob|about):/;
/** Longest wait for what another device or process does, milliseconds. */
const PATIENCE_MS = 30_000;
/** Where pictures go, when somebody wants to look at them. */
const PICTURES = process.env['VISITA_PICTURES'];
export const PASSPHRASE = 'orbit lantern meadow copper sail';
export const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;

/** The window's own invoke, over the loopback bridge; `underWay` says how much is not answered yet. It runs in the page. */
function stand_in(): void {
  const counted = window as unknown as { underWay: number };
  counted.underWay = 0;
  Object.assign(window, {
    __TAURI_INTERNALS__: {
      invoke: async (name: string, payload: { args: unknown }) => {
        counted.underWay += 1;
        try {
          const answer = await fetch('/call', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ name, args: payload.args }),
          });
          const said: unknown = await answer.json();
          if (!answer.ok) throw said;
          return said;
        } finally {
          counted.underWay -= 1;
        }
      },
    },
  });
}

/** The shell's events, for a page that is to hear them: `window.shell.say(event, payload)`. It runs in the page. */
function shell(): void {
  const internals = (window as unknown as { __TAURI_INTERNALS__: { invoke: (name: string, payload: Record<string, unknown>) => Promise<unknown> } }).__TAURI_INTERNALS__;
  const call = internals.invoke;
  const callbacks = new Map<number, (said: unknown) => void>();
  const listeners: { event: unknown; handler: number }[] = [];
  Object.assign(internals, {
    transformCallback: (callback: (said: unknown) => void): number => callbacks.set(callbacks.size + 1, callback).size,
    invoke: async (name: string, payload: Record<string, unknown>): Promise<unknown> => {
      if (name !== 'plugin:event|listen') return call(name, payload);
      listeners.push({ event: payload['event'], handler: payload['handler'] as number });
      return listeners.length;
    },
  });
  Object.assign(window, {
    shell: {
      say: (event: string, payload: unknown) => {
        for (const listener of listeners) if (listener.event === event) callbacks.get(listener.handler)?.({ event, id: 0, payload });
      },
      hears: (event: string) => listeners.some((listener) => listener.event === event),
    },
  });
}

/** What the session says that changed, told to the page as the window would. It runs in the page, after `shell`. */
function live(): void {
  const { shell } = window as unknown as { shell: { say(event: string, payload: unknown): void } };
  const listen = async (after: number): Promise<void> => {
    const answer = await fetch(`/changed/${after}`);
    const heard = (await answer.json()) as unknown[];
    for (const changed of heard) shell.say('changed', changed);
    return listen(after + heard.length);
  };
  window.addEventListener('load', () => {
    // Until the page is gone.
    listen(0).catch(() => undefined);
  });
}

/** A vault of its own, served on loopback, and a browser that looks at it. */
export class Desk {
  private constructor(
    readonly url: string,
    readonly folder: string,
    private readonly bridge: ChildProcess,
    private readonly browser: Browser,
  ) {}

  /**
   * With a keystore in memory, that a vault can be bound to, or with none; on a copy of another desk's vault, or on nothing yet;
   * with a camera that sees a film (`film.ts`), or with none.
   */
  static async open(more: { keystore?: boolean; copyOf?: Desk; camera?: string } = {}): Promise<Desk> {
    const folder = mkdtempSync(join(tmpdir(), 'visita-screens-'));
    if (more.copyOf) cpSync(join(more.copyOf.folder, 'vault'), join(folder, 'vault'), { recursive: true });
    const bridge = spawn(BRIDGE, [join(folder, 'vault'), join(ROOT, 'ui/dist'), ...(more.keystore ? ['--keystore'] : [])], { stdio: ['ignore', 'pipe', 'inherit'] });
    const url = await new Promise<string>((found, failed) => {
      bridge.once('error', failed);
      bridge.stdout.once('data', (line: Buffer) => found(line.toString().trim()));
    });
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
        // No name is looked up: whatever the page asked for elsewhere, it reaches nobody.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
        ...(more.camera ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${more.camera}`] : []),
      ],
    });
    return new Desk(url, folder, bridge, browser);
  }

  async call<Name extends keyof Commands>(name: Name, args: Commands[Name]['args']): Promise<Commands[Name]['result']> {
    const answer = await fetch(`${this.url}/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, args }),
    });
    const said: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(said)}`);
    return said as Commands[Name]['result'];
  }

  /** Asks until it is so: what is waited for happens in another process. */
  async until<Name extends keyof Commands>(
    name: Name,
    args: Commands[Name]['args'],
    so: (said: Commands[Name]['result']) => boolean,
  ): Promise<Commands[Name]['result']> {
    return vi.waitFor(
      async () => {
        const said = await this.call(name, args);
        if (!so(said)) throw new Error(`not so yet: ${name}`);
        return said;
      },
      { timeout: PATIENCE_MS, interval: 100 },
    );
  }

  /** A page; whatever it complains of is collected, and requests to anywhere else lead nowhere and are named. */
  async page(size: { width: number; height: number }, more: { hearsShell?: boolean; live?: boolean; camera?: boolean } = {}): Promise<{ page: Page; complaints: string[] }> {
    const context = await this.browser.newContext({ viewport: size, reducedMotion: 'reduce' });
    // Nobody is there to be asked: a page may use the camera, or is refused.
    if (more.camera) await context.grantPermissions(['camera']);
    const complaints: string[] = [];
    await context.addInitScript(stand_in);
    if (more.hearsShell || more.live) await context.addInitScript(shell);
    if (more.live) await context.addInitScript(live);
    // Told and not intercepted: a browser whose requests are intercepted keeps nothing, and compiles the page anew each time.
    context.on('request', (request) => {
      const to = request.url();
      if (!to.startsWith(this.url) && !LOCAL.test(to)) complaints.push(`request to ${to}`);
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // A refused command answers 422, and the browser says so.
      if (message.type() === 'error' && !message.text().includes('422') && !message.location().url.endsWith('/favicon.ico')) {
        complaints.push(`${message.text()} ${message.location().url}`);
      }
    });
    return { page, complaints };
  }

  /** What the shell tells its page, once the page listens. */
  async say(page: Page, event: string, payload: unknown): Promise<void> {
    interface Shell {
      shell: { say(event: string, payload: unknown): void; hears(event: string): boolean };
    }
    await page.waitForFunction((name) => (window as unknown as Shell).shell.hears(name), event);
    await page.evaluate(([name, said]) => (window as unknown as Shell).shell.say(name as string, said), [event, payload]);
  }

  /** To another screen, by way of a page begun anew: what the one before was told is done first, as in a window that stays. */
  async go(page: Page, path: string): Promise<void> {
    await page.waitForFunction(() => !(window as unknown as { underWay?: number }).underWay);
    await page.goto('about:blank');
    await page.goto(`${this.url}/#/${path}`);
    await page.locator('h1, h2').first().waitFor();
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  }

  /** The window goes out of sight, or comes back. */
  async sight(page: Page, state: 'hidden' | 'visible'): Promise<void> {
    await page.evaluate((said) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => said });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  }

  /** What an accessibility checker has against the page as it is: all its rules, or these alone. */
  async violations(page: Page, rules?: string[]): Promise<string[]> {
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
    const { violations } = await page.evaluate(async (only) => {
      const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
      return axe.run({ resultTypes: ['violations'], ...(only ? { runOnly: only } : {}) });
    }, rules);
    return violations.map((violation) => {
      const nodes = violation.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`);
      return `${violation.id}: ${nodes.join(' | ')}`;
    });
  }

  /** A screen as it stands is accessible, and nothing of it lies beside the window. */
  async sound(page: Page, name: string): Promise<void> {
    expect(await this.violations(page), name).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), `${name} scrolls sideways`).toBe(false);
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  /** Another theme on the page as it stands: all of it hangs on one mark of the root, which `wear` sets in the end. */
  async recolour(page: Page, theme: string): Promise<void> {
    await page.evaluate((worn) => {
      document.documentElement.dataset['theme'] = worn;
    }, theme);
  }

  async wear(language: string, theme: string): Promise<void> {
    const { appearance } = await this.call('app_status', {});
    await this.call('appearance_set', { ...appearance, language, theme });
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.bridge.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A sentence with names or numbers in it, which stand between marks that nobody sees. */
export const loose = (sentence: string): RegExp => new RegExp([...sentence].map((letter) => letter.replace(/[.*+?^${}()|[\]\\]/, '\\$&')).join('[\u2068\u2069]*'));
