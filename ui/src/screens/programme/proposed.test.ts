import { expect, it } from 'vitest';
import type { ProposedLine } from '../../ipc/generated';
import { changed, differs, keyOf, portions, toAdopt } from './proposed';

const LINE: ProposedLine = {
  place: 'p',
  place_name: 'Velm',
  place_type: 'prison',
  month: '2026-05',
  why: 'due',
  due_on: '2026-05-12',
  points: 40,
  reasons: [],
  hours: 'night',
  days: 'open',
  announced: false,
  unannounced: null,
};

it('takes a line as it is proposed where nobody changed it', () => {
  expect(toAdopt(LINE, undefined, 'Due')).toEqual({ place: 'p', month: '2026-05', reason: 'Due', announced: false, hours: 'night', days: 'open' });
});

it('takes what was changed and keeps the rest, and is still found by the month that was proposed', () => {
  const change = differs(LINE, { ...LINE, month: '2026-09', announced: true });
  expect(change).toEqual({ month: '2026-09', announced: true });
  expect(toAdopt(LINE, change, 'Due')).toMatchObject({ month: '2026-09', announced: true, hours: 'night' });
  expect(changed(LINE, change).month).toBe('2026-09');
  expect(keyOf(LINE)).toBe('p/2026-05');
});

it('forgets a change that was taken back', () => {
  expect(differs(LINE, { ...changed(LINE, { hours: 'day' }), hours: 'night' })).toBeUndefined();
});

it('takes all in portions that are not too many, none twice and none left out', () => {
  expect(portions([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect([portions([1, 2], 2), portions([1, 2, 3], 2), portions([], 2)]).toEqual([[[1, 2]], [[1, 2], [3]], []]);
});
