import { expect, it } from 'vitest';
import { BEYOND, drawn, offsets, rowAt } from './virtual';

const even = offsets(1_000, () => undefined, 50);

it('finds the row at a point, measured rows counted as they are', () => {
  expect([rowAt(even, -5), rowAt(even, 0), rowAt(even, 49), rowAt(even, 50), rowAt(even, 1e9)]).toEqual([0, 0, 0, 1, 999]);
  const uneven = offsets(3, (row) => (row === 0 ? 200 : undefined), 50);
  expect([rowAt(uneven, 199), rowAt(uneven, 200), uneven[3]]).toEqual([0, 1, 300]);
});

it('draws what is in sight and a little beyond, never more', () => {
  const rows = drawn(even, 5_000, 5_800, null);
  expect([rows[0], rows.at(-1)]).toEqual([100 - BEYOND, 116 + BEYOND]);
  expect(drawn(even, -500, 100, null)[0]).toBe(0);
  expect(drawn(even, 49_900, 51_000, null).at(-1)).toBe(999);
  expect(drawn(offsets(0, () => undefined, 50), 0, 800, null)).toEqual([]);
});

it('keeps the row that has the focus', () => {
  expect(drawn(even, 5_000, 5_800, 3)[0]).toBe(3);
  expect(drawn(even, 5_000, 5_800, 900).at(-1)).toBe(900);
  expect(drawn(even, 0, 800, 5_000)).not.toContain(5_000);
});
