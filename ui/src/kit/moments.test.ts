import { expect, it } from 'vitest';
import { fromField, minutesSince, toField } from './moments';

it('a moment comes back from its field to the minute, whatever the clock of the device', () => {
  expect(fromField(toField('2026-03-02T10:15:42.000Z'))).toBe('2026-03-02T10:15:00.000Z');
  expect([toField(null), toField('no date'), fromField('')]).toEqual(['', '', null]);
});

it('minutes are whole, and a clock that went back makes none', () => {
  const now = Date.parse('2026-03-02T10:15:59Z');
  expect(minutesSince('2026-03-02T10:00:00Z', now)).toBe(15);
  expect(minutesSince('2026-03-02T11:00:00Z', now)).toBe(0);
});
