import { describe, expect, it } from 'vitest';
import { days } from './period';

describe('a period', () => {
  const today = new Date(2026, 10, 26);

  it('holds twelve months, no month twice', () => {
    expect(days('12_months', 2026, today)).toEqual({ from: '2025-12-01', to: '2026-11-26' });
    expect(days('10_years', 2026, today).from).toBe('2016-12-01');
  });

  it('of a calendar year is the whole of it, and of this one up to today', () => {
    expect(days('year', 2024, today)).toEqual({ from: '2024-01-01', to: '2024-12-31' });
    expect(days('this_year', 2024, today)).toEqual({ from: '2026-01-01', to: '2026-11-26' });
  });

  it('that begins in December begins in the next year', () => {
    expect(days('12_months', 2026, new Date(2026, 11, 5)).from).toBe('2026-01-01');
  });
});
