import { beforeEach, expect, it, vi } from 'vitest';
import type { TableRow } from '../../ipc/generated';

const asked: { name: string; args: Record<string, unknown>; answer: (result: unknown) => void; fail: (error: unknown) => void }[] = [];
vi.stubGlobal('matchMedia', () => ({ matches: false }));
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (name: string, { args }: { args: Record<string, unknown> }) => new Promise((answer, fail) => asked.push({ name, args, answer, fail })),
}));
const { app } = await import('../../state/app.svelte');
const { TableImport, fitting, told, usual } = await import('./table.svelte');

const row = (verdict: string): TableRow => ({ number: 7, name: 'Tarn Hill', at: null, verdict, changes: [], place: null, like: [], repeats: null, reason: null });

it('takes in what is new and what changed, and nothing that somebody has to look at', () => {
  expect(['new', 'changed', 'same', 'duplicate', 'unplaced', 'repeated', 'refused'].map((verdict) => usual(row(verdict)))).toEqual(['add', 'change', 'leave', 'leave', 'leave', 'leave', 'leave']);
});

it('says which place a row is', () => {
  expect(told(7, 'into abc')).toEqual({ number: 7, choice: 'change', place: 'abc' });
  expect(told(7, 'add')).toEqual({ number: 7, choice: 'add', place: null });
});

it('keeps a choice for the row it was made for alone', () => {
  const kept = { 7: { name: 'Tarn Hill', choice: 'add' as const }, 8: { name: 'Mill Lane', choice: 'leave' as const } };
  expect(fitting(kept, [row('repeated')])).toEqual({ 7: 'add' });
  expect(fitting(kept, [{ ...row('repeated'), name: 'Harbour' }])).toEqual({});
});

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 5));
const names = (): string[] => asked.map(({ name }) => name);
async function answer(name: string, result: unknown): Promise<void> {
  await settle();
  expect(names()).toContain(name);
  asked.splice(names().indexOf(name), 1)[0]?.answer(result);
  await settle();
}
const view = { holds: 'place', columns: ['name'], rows: [row('new')], sheets: [], headers: ['Name'], examples: [''], known: [], types: [] };
const begun = { path: 'p.csv', sheet: 'Two', columns: ['name'], types: { jail: 'prison' }, choices: { 7: { name: 'Tarn Hill', choice: 'leave' } } };
const step = (remaining: number): object => ({ added: 1, changed: 0, left: 0, remaining, rows: [] });

beforeEach(() => asked.splice(0));

/** A table that was looked at. */
async function looked(): Promise<InstanceType<typeof TableImport>> {
  const table = new TableImport();
  table.path = 'p.csv';
  void table.open();
  await answer('draft_get', { text: null });
  await answer('place_table', view);
  await answer('draft_put', { saved_at: '' });
  return table;
}

it('does and says nothing more of an import that a lock ended', async () => {
  const table = await looked();
  void table.run();
  await answer('place_import', step(1));
  expect(table.running).toBe(true);
  const [{ changes, toast }] = [app];
  table.forget();
  expect([table.running, table.passed, table.total]).toEqual([false, 0, 0]);
  await answer('place_import_go', step(0));
  expect([table.done, table.halted, table.running]).toEqual([null, null, false]);
  expect([app.changes, app.toast]).toEqual([changes, toast]);
  expect(names(), 'what was kept stays kept').toEqual([]);
});

it('keeps nothing empty over what was kept, where a look is answered after a lock', async () => {
  const table = await looked();
  void table.turn('Two');
  table.forget();
  await answer('place_table', view);
  expect(table.view).toBe(null);
  expect(names()).toEqual([]);
});

it('looks again with what was chosen, after a look that failed', async () => {
  const table = new TableImport();
  table.path = 'p.csv';
  void table.open();
  await answer('draft_get', { text: JSON.stringify(begun) });
  asked.splice(0)[0]?.fail({ code: 'file', field: null, retry_after_s: null });
  await settle();
  expect(table.view).toBe(null);
  void table.open();
  await answer('draft_get', { text: JSON.stringify(begun) });
  expect(asked[0]?.args).toMatchObject({ path: 'p.csv', sheet: 'Two', columns: ['name'], types: [{ word: 'jail', place_type: 'prison' }] });
  await answer('place_table', view);
  expect(table.choices).toEqual({ 7: 'leave' });
  await answer('draft_put', { saved_at: '' });
});

it('begins anew where the file has no longer the sheet that was kept', async () => {
  const table = new TableImport();
  table.path = 'p.csv';
  void table.open();
  await answer('draft_get', { text: JSON.stringify(begun) });
  asked.splice(0)[0]?.fail({ code: 'not_found', field: 'sheet', retry_after_s: null });
  await settle();
  expect(asked[0]?.args).toMatchObject({ sheet: null, columns: null });
  await answer('place_table', view);
  await answer('draft_put', { saved_at: '' });
});

it('turns to the next sheet with nothing that was said of the one before', async () => {
  const table = await looked();
  void table.hold('unit');
  expect(asked[0]?.args).toMatchObject({ holds: 'unit', columns: null });
  await answer('place_table', { ...view, holds: 'unit' });
  await answer('draft_put', { saved_at: '' });
  void table.run();
  await answer('place_import', step(0));
  await answer('draft_put', { saved_at: '' });
  expect(table.done).not.toBe(null);
  void table.next('Units');
  expect(table.done).toBe(null);
  expect(asked[0]?.args).toMatchObject({ path: 'p.csv', sheet: 'Units', columns: null });
  expect(asked[0]?.args).not.toHaveProperty('holds');
  await answer('place_table', view);
  await answer('draft_put', { saved_at: '' });
});
