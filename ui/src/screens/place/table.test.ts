import { expect, it } from 'vitest';
import type { TableRow } from '../../ipc/generated';
import { told, usual } from './table.svelte';

const row = (verdict: string): TableRow => ({ number: 7, name: 'Tarn Hill', verdict, changes: [], place: null, like: [], reason: null });

it('takes in what is new and what changed, and nothing that somebody has to look at', () => {
  expect(['new', 'changed', 'same', 'duplicate', 'refused'].map((verdict) => usual(row(verdict)))).toEqual(['add', 'change', 'leave', 'leave', 'leave']);
});

it('says which place a row is', () => {
  expect(told(7, 'into abc')).toEqual({ number: 7, choice: 'change', place: 'abc' });
  expect(told(7, 'add')).toEqual({ number: 7, choice: 'add', place: null });
});
