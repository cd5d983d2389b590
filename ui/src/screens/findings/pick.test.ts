import { expect, it } from 'vitest';
import type { FindingRow, RecommendationRow } from '../../ipc/generated';
import { MOST_OFFERED, findings, recommendations } from './pick';

const row = (id: string, visit: string, place: string): FindingRow => ({ id, visit, place, place_name: 'Tarn Hill', statement: `Nobody has a bed ${id}` }) as FindingRow;
const wanted = { visits: ['v'], place: 'p', linked: ({ id, visit }: { id: string; visit: string }) => visit === 'v' && id === 'linked' };

it('offers what is near first, what is far to whoever looks for it, and never what is linked', () => {
  const rows = [row('far', 'x', 'q'), row('other', 'w', 'p'), row('linked', 'v', 'p'), row('mine', 'v', 'p'), row('linked', 'w', 'p')];
  const ids = (text: string) => findings(rows, wanted, text).map(({ near, rows: of }) => [near, of.map(({ id }) => id)]);
  expect(ids('')).toEqual([
    ['visit', ['mine']],
    ['place', ['other', 'linked']],
  ]);
  expect(ids('bed')).toEqual([
    ['visit', ['mine']],
    ['place', ['other', 'linked']],
    ['all', ['far']],
  ]);
  expect(ids('bed far')).toEqual([['all', ['far']]]);
  // Without a place nothing is of the same one.
  expect(findings([row('far', 'x', '')], { ...wanted, place: '' }, '')).toEqual([]);
});

it('offers so many under one heading, and counts the others', () => {
  const rows = Array.from({ length: MOST_OFFERED + 2 }, (_, at) => row(String(at), 'v', 'p'));
  const [first] = findings(rows, wanted, '');
  expect([first?.rows.length, first?.more]).toEqual([MOST_OFFERED, 2]);
  expect(findings(rows.slice(2), wanted, '')[0]?.more).toBe(0);
});

it('finds recommendations by their reference too', () => {
  const asked = { id: 'r', visit: '', place: 'q', text: 'A bed for each', reference: '2026-7KQ4M' } as RecommendationRow;
  expect(recommendations([asked], wanted, '')).toEqual([]);
  expect(recommendations([asked], wanted, '7kq4').map(({ near }) => near)).toEqual(['all']);
});
