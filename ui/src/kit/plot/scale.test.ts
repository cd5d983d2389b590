import { describe, expect, it } from 'vitest';
import { barsOf, stacked, stretches, ticks } from './scale';

describe('a scale', () => {
  it('has few round lines and ends above the largest value', () => {
    expect(ticks(7)).toEqual([0, 2, 4, 6, 8]);
    expect(ticks(100)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(ticks(1)).toEqual([0, 1]);
    expect(ticks(0)).toEqual([0, 1]);
    for (const most of [3, 11, 48, 133, 999, 48_000]) {
      const lines = ticks(most);
      expect(lines.length).toBeLessThanOrEqual(7);
      expect(lines.at(-1)).toBeGreaterThanOrEqual(most);
      expect(lines.every(Number.isInteger), lines.join(' ')).toBe(true);
    }
  });

  it('puts series on each other and leaves out what is not known', () => {
    expect(stacked([2, null, 3])).toEqual([{ from: 0, to: 2 }, { from: 2, to: 2 }, { from: 2, to: 5 }]);
  });

  it('adds up what are parts of a whole, and sets beside each other what is not', () => {
    const series = [{ values: [1, 5] }, { values: [2, null] }];
    expect(barsOf({ shape: 'stacked', series }, 0)).toEqual([{ series: 0, values: [1, 2] }]);
    expect(barsOf({ shape: 'bars', series }, 1)).toEqual([
      { series: 0, values: [5] },
      { series: 1, values: [null] },
    ]);
  });

  it('breaks a line where a value is missing', () => {
    expect(stretches([null, 1, 2, null, 4])).toEqual([[1, 2], [4]]);
    expect(stretches([null])).toEqual([]);
  });
});
