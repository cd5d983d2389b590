import { expect, it } from 'vitest';
import type { Count } from '../../ipc/generated';
import { HEIGHT, MARGIN, WIDTH, plot, roundUp, steps, written } from './plot';

const count = (on: string, held: number | null, capacity: number | null): Count => ({
  place: 'p',
  id: on,
  in_conflict: false,
  facts: { on, held, capacity, women: null, minors: null, foreign: null, remand: null, source: null, dropped: false },
});

it('needs two days to show anything over time', () => {
  expect(plot([])).toBeNull();
  expect(plot([count('2026-01-01', 10, null), count('2026-01-01', 12, null)])).toBeNull();
});

it('lays days along its width and numbers along its height, from nought', () => {
  const made = plot([count('2026-12-31', 100, null), count('2026-01-01', 50, 80)]);
  expect(made?.held.map(({ x }) => x)).toEqual([MARGIN.start, WIDTH - MARGIN.end]);
  expect(made?.held[1]?.y).toBe(MARGIN.top);
  expect(made?.marks[0]).toEqual({ value: 0, y: HEIGHT - MARGIN.bottom });
  expect(steps(made?.capacity ?? [])).toContain(`H${WIDTH - MARGIN.end}`);
});

it('writes all of its days, or the last twenty years of them', () => {
  expect(written({ from: '2007-01-01', until: '2026-12-31' })).toEqual({ from: '2007-01-01', to: '2026-12-31' });
  expect(written({ from: '2006-12-31', until: '2026-03-01' })).toEqual({ from: '2007-01-01', to: '2026-03-01' });
});

it('leaves out what was taken back', () => {
  const back = count('2026-06-01', 999, null);
  back.facts.dropped = true;
  expect(plot([back, count('2026-12-31', 100, null), count('2026-01-01', 50, null)])?.marks[2]?.value).toBe(100);
});

it('draws what delegations counted among what the register says', () => {
  const made = plot([count('2026-01-01', 50, 80)], [{ visit: 'v', on: '2026-06-30', held: 100 }]);
  expect(made?.held.map(({ day, value }) => [day, value])).toEqual([
    ['2026-01-01', 50],
    ['2026-06-30', 100],
  ]);
});

it('ends its numbers at a round one', () => {
  expect([0, 1, 7, 12, 38, 412, 450, 999].map(roundUp)).toEqual([2, 2, 10, 20, 40, 500, 500, 1000]);
});
