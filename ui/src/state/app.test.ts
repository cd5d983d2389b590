import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { AppStatus } from '../ipc/generated';

const told: { name: string; answer: (result?: unknown) => void }[] = [];
vi.stubGlobal('matchMedia', () => ({ matches: false }));
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (name: string) => new Promise((answer) => told.push({ name, answer: (result = {}) => answer(result) })),
}));
const { Refused, call } = await import('../ipc/call');
const { words } = await import('../i18n/words.svelte');
const { app, attempt } = await import('./app.svelte');
const { default: Lock } = await import('../screens/Lock.svelte');

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 5));
const names = (): string[] => told.map(({ name }) => name);
const status = (unlocked: boolean): AppStatus => ({
  ...{ vault_exists: true, unlocked, bound: false, shares_needed: 0, wait_s: 0, vaults: [] },
  appearance: { language: 'en', theme: 'light', text_percent: 100, left_handed: false, lock_minutes: 5 },
});

test('whoever opens while a lock is under way is let in after it, and stays in', async () => {
  app.take(status(true));
  void call('draft_put', { key: 'k', text: 'typed last' });
  const locked = app.lock();
  expect(app.lock(), 'told twice, it is the same lock').toBe(locked);
  render(Lock);
  await fireEvent.input(screen.getByLabelText(words.say('passphrase')), { target: { value: 'four plain words here' } });
  await fireEvent.submit(document.querySelector('form') as HTMLFormElement);
  await settle();
  expect(names(), 'what was typed is kept first').toEqual(['draft_put']);
  told[0]?.answer();
  await settle();
  expect(names()).toEqual(['draft_put', 'vault_lock']);
  told[1]?.answer();
  await settle();
  expect(names(), 'the page asks how it stands').toEqual(['draft_put', 'vault_lock', 'app_status']);
  told[2]?.answer(status(false));
  await locked;
  await settle();
  expect(names().slice(3)).toEqual(['vault_unlock']);
  told[3]?.answer(status(true));
  await settle();
  expect(app.status?.unlocked).toBe(true);
});

test('what was refused because the record moved on is read again, and nothing else that was refused', async () => {
  const refused = (code: 'stale' | 'refused') => attempt(() => Promise.reject(new Refused({ code, field: null, retry_after_s: null })));
  const before = app.changes;
  expect(await refused('refused')).toBe(false);
  expect(app.changes).toBe(before);
  expect(await refused('stale')).toBe(false);
  expect(app.changes).toBe(before + 1);
});
