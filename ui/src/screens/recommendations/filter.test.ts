import { expect, it } from 'vitest';
import type { RecommendationRow } from '../../ipc/generated';
import { fits, named, tallies } from './filter';

const row = (more: Partial<RecommendationRow>): RecommendationRow =>
  ({ id: 'r', reference: '2026-7KQ4M', year: 2026, text: 'A bed for éach person', place: 'p', place_name: 'Tarn Hill', addressee: 'a', addressee_name: 'Ministry', theme: 'health', priority: 'high', column: 'sent', implementation: 'none', ...more }) as RecommendationRow;
const nothing = { text: '', column: '', addressee: '', place: '', theme: '', priority: '' };

it('narrows by every word in any order and by each code', () => {
  expect(fits(row({}), nothing)).toBe(true);
  expect(fits(row({}), { ...nothing, text: 'EACH bed 7kq4' })).toBe(true);
  expect(fits(row({}), { ...nothing, text: 'bed chair' })).toBe(false);
  for (const name of ['column', 'addressee', 'place', 'theme', 'priority'] as const) {
    expect(fits(row({}), { ...nothing, [name]: 'other' })).toBe(false);
  }
});

it('names each authority once and nobody where none is named', () => {
  const rows = [row({}), row({}), row({ addressee: '', addressee_name: '' }), row({ addressee: 'b', addressee_name: 'Army' })];
  expect(named(rows, 'addressee').map(({ label }) => label)).toEqual(['Army', 'Ministry']);
});

it('counts a year by theme, each recommendation once', () => {
  const rows = [row({}), row({ column: 'done' }), row({ column: 'rejected' }), row({ column: 'repeated' }), row({ year: 2025 }), row({ theme: null, implementation: 'partial', column: 'partly_done' })];
  expect(tallies(rows, 2026)).toEqual([
    { theme: 'health', all: 3, done: 1, partly: 0, rejected: 1, open: 1 },
    { theme: '', all: 1, done: 0, partly: 1, rejected: 0, open: 0 },
  ]);
});
