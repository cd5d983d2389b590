import { expect, it } from 'vitest';
import { byDays, dayOfColumn, daysOf, inMonth, later, monthAt, monthsOf, onDay, rests, share, shifted, weekBegins, weeksOf, wholeMonth } from './months';

it('knows the days of every month, of a leap year too', () => {
  expect(daysOf('2026-02')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(daysOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect(monthsOf(2026).map((month) => daysOf(month).to.slice(8)).join(' ')).toBe('31 28 31 30 31 30 31 31 30 31 30 31');
});

it('goes from month to month over the ends of years', () => {
  expect(shifted('2026-01', -1)).toBe('2025-12');
  expect(shifted('2026-12', 1)).toBe('2027-01');
  expect(shifted('2026-05', 0)).toBe('2026-05');
});

it('tells a whole month from other days', () => {
  expect(wholeMonth('2026-05-01', '2026-05-31')).toBe('2026-05');
  expect(wholeMonth('2026-05-01', '2026-05-30')).toBeNull();
  expect(wholeMonth('2026-05-02', '2026-06-02')).toBeNull();
});

const days = (from: string, to = from): { from: string; to: string } => ({ from, to });

it('moves days to another month with their day and their length', () => {
  expect(inMonth(days('2026-05-12', '2026-05-14'), '2026-06')).toEqual(days('2026-06-12', '2026-06-14'));
  expect(inMonth(days('2026-05-31'), '2026-06')).toEqual(days('2026-06-30'));
  expect(inMonth(days('2026-03-29', '2026-03-31'), '2026-02')).toEqual(days('2026-02-26', '2026-02-28'));
  expect(inMonth(days('2026-05-02', '2026-05-31'), '2026-02')).toEqual(days('2026-02-01', '2026-03-02'));
  expect(inMonth(days('2026-05-30', '2026-06-02'), '2027-01')).toEqual(days('2027-01-30', '2027-02-02'));
});

it('leaves whole months whole', () => {
  expect(inMonth(daysOf('2026-05'), '2026-02')).toEqual(daysOf('2026-02'));
  expect(inMonth(days('2026-01-01', '2026-03-31'), '2026-12')).toEqual(days('2026-12-01', '2027-02-28'));
});

it('sets a day and keeps the length, but of a month in which no day was said', () => {
  expect(onDay(days('2026-05-12', '2026-05-14'), '2026-05-30')).toEqual(days('2026-05-30', '2026-06-01'));
  expect(onDay(daysOf('2026-05'), '2026-05-20')).toEqual(days('2026-05-20'));
});

it('goes by days over the ends of months, and into a month in which no day was said', () => {
  expect(byDays(days('2026-05-31', '2026-06-01'), 1)).toEqual(days('2026-06-01', '2026-06-02'));
  expect(byDays(days('2026-01-03'), -7)).toEqual(days('2025-12-27'));
  expect(byDays(daysOf('2026-05'), 1)).toEqual(days('2026-05-01'));
  expect(byDays(daysOf('2026-05'), -7)).toEqual(days('2026-05-31'));
  expect(later('2028-02-28', 1)).toBe('2028-02-29');
});

it('finds the month under a part of the year, where its days are drawn', () => {
  for (const month of monthsOf(2026)) {
    expect(monthAt(2026, share(daysOf(month).from))).toBe(month);
    expect(monthAt(2026, share(daysOf(month).to))).toBe(month);
  }
  expect([monthAt(2026, -0.1), monthAt(2026, 1.1)]).toEqual(['2026-01', '2026-12']);
});

it('lays days over a year from its beginning to its end', () => {
  expect(share('2026-01-01')).toBe(0);
  expect(share('2026-12-31', true)).toBe(1);
  expect(share('2026-07-02', true)).toBeCloseTo(183 / 365);
});

it('puts the days of a month under their weekdays, whatever the week begins with', () => {
  const monday = weeksOf('2026-05', 1);
  expect(monday[0]).toEqual([null, null, null, null, '2026-05-01', '2026-05-02', '2026-05-03']);
  expect(weeksOf('2026-05', 6)[0]).toEqual([...Array.from({ length: 6 }, () => null), '2026-05-01']);
  for (const weeks of [monday, weeksOf('2026-02', 7)]) expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(monday.flat().filter(Boolean)).toHaveLength(31);
  expect(weekBegins('en')).toBeGreaterThanOrEqual(1);
});

it('knows the days of rest by the body and in whatever column they stand', () => {
  const columns = (begins: number, weekend: string[]): number[] => [0, 1, 2, 3, 4, 5, 6].filter((at) => rests(dayOfColumn(at, begins), weekend));
  expect(columns(1, ['saturday', 'sunday'])).toEqual([5, 6]);
  expect(columns(7, ['saturday', 'sunday'])).toEqual([0, 6]);
  expect(columns(6, ['friday', 'saturday'])).toEqual([0, 6]);
  expect(columns(6, ['friday'])).toEqual([6]);
  expect(rests(8, ['friday'])).toBe(false);
});
