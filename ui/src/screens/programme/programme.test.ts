import { expect, test, vi } from 'vitest';
import type { PlanView } from '../../ipc/generated';

const sent: { was: { from: string }; facts: { from: string; to: string } }[] = [];
vi.stubGlobal('matchMedia', () => ({ matches: false }));
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (_: string, { args }: { args: (typeof sent)[number] }) => {
    sent.push(args);
    return new Promise((answer) => setTimeout(() => answer({ saved_at: '' }), 5));
  },
}));
const { words } = await import('../../i18n/words.svelte');
const { ProgrammeDesk } = await import('./programme.svelte');

const FORWARD = words.direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
const key = (repeat = false): KeyboardEvent => new KeyboardEvent('keydown', { key: FORWARD, ctrlKey: true, repeat, cancelable: true });
const shown = (from: string, to: string): PlanView => ({ id: 'plan', facts: { from, to } }) as PlanView;
const moves = (): string[] => sent.map(({ was, facts }) => `${was.from} ${facts.from}`);

test('a key pressed twice moves a plan twice, whatever is shown of it meanwhile; held down it moves it once', async () => {
  const desk = new ProgrammeDesk();
  const january = shown('2026-01-01', '2026-01-31');
  desk.keys(key(), january);
  desk.keys(key(true), january);
  desk.keys(key(), january);
  await expect.poll(moves).toEqual(['2026-01-01 2026-02-01', '2026-02-01 2026-03-01']);
  // What is shown has followed one step of the two.
  desk.keys(key(), shown('2026-02-01', '2026-02-28'));
  await expect.poll(moves).toHaveLength(3);
  expect(moves()[2]).toBe('2026-03-01 2026-04-01');
  await new Promise((over) => setTimeout(over, 10));
  // Taken elsewhere by somebody, it goes on from there.
  desk.keys(key(), shown('2026-09-01', '2026-09-30'));
  await expect.poll(moves).toHaveLength(4);
  expect(moves()[3]).toBe('2026-09-01 2026-10-01');
});
