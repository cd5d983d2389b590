import { expect, it } from 'vitest';
import type { FindingRow } from '../../ipc/generated';
import { NOTHING, UNWEIGHED, byVisit, fits, places, standards } from './filter';

const row = (more: Partial<FindingRow>): FindingRow =>
  ({ id: 'f', visit: 'v', place: 'p', place_name: 'Tarn Hill', starts_on: '2026-03-02', statement: 'Nobody has a béd', theme: 'accommodation', status: 'draft', severity: 'serious', standards: ['MR 13'], recommendations: 0, ...more }) as FindingRow;

it('narrows by every word in any order, by each code, by standard and by whether something answers it', () => {
  expect(fits(row({}), NOTHING)).toBe(true);
  expect(fits(row({}), { ...NOTHING, text: 'BED tarn' })).toBe(true);
  expect(fits(row({}), { ...NOTHING, text: 'bed chair' })).toBe(false);
  for (const name of ['place', 'theme', 'status', 'severity', 'standard'] as const) {
    expect(fits(row({}), { ...NOTHING, [name]: 'other' })).toBe(false);
  }
  expect(fits(row({}), { ...NOTHING, standard: 'MR 13', severity: 'serious' })).toBe(true);
  expect(fits(row({ standards: ['BR 25(3)'] }), { ...NOTHING, standard: 'br 25' })).toBe(true);
  expect(fits(row({}), { ...NOTHING, standard: 'MR 1' })).toBe(false);
  expect(fits(row({ severity: null }), { ...NOTHING, severity: UNWEIGHED })).toBe(true);
  expect(fits(row({}), { ...NOTHING, recommended: 'no' })).toBe(true);
  expect(fits(row({ recommendations: 2 }), { ...NOTHING, recommended: 'no' })).toBe(false);
  expect(fits(row({ recommendations: 2 }), { ...NOTHING, recommended: 'yes' })).toBe(true);
});

it('names each place and each standard once, and counts standards as people do', () => {
  const rows = [row({}), row({ place: '', place_name: '' }), row({ place: 'h', place_name: 'Holm Gate', standards: ['MR 101', 'MR 2'] })];
  expect(places(rows).map(({ label }) => label)).toEqual(['Holm Gate', 'Tarn Hill']);
  expect(standards(rows).map(({ value }) => value)).toEqual(['MR 2', 'MR 13', 'MR 101']);
  expect(standards(rows, 'MR 21').map(({ value }) => value)).toEqual(['MR 2', 'MR 13', 'MR 21', 'MR 101']);
});

it('puts findings under their visits, in the order in which they came', () => {
  const rows = [row({ id: '1', visit: 'b' }), row({ id: '2', visit: 'b' }), row({ id: '3', visit: 'a' })];
  expect(byVisit(rows).map(({ visit, rows: of }) => [visit, of.map(({ id }) => id)])).toEqual([
    ['b', ['1', '2']],
    ['a', ['3']],
  ]);
});
