import { expect, it } from 'vitest';
import type { TableRow } from '../../ipc/generated';
import { fitting, told, usual } from './table.svelte';

const row = (verdict: string): TableRow => ({ number: 7, name: 'Tarn Hill', verdict, changes: [], place: null, like: [], repeats: null, reason: null });

it('takes in what is new and what changed, and nothing that somebody has to look at', () => {
  expect(['new', 'changed', 'same', 'duplicate', 'repeated', 'refused'].map((verdict) => usual(row(verdict)))).toEqual(['add', 'change', 'leave', 'leave', 'leave', 'leave']);
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
