import { expect, it } from 'vitest';
import { fromField, minutesSince, offsetMinutes, toField } from './moments';

it('a moment comes back from its field to the minute, whatever the clock of the device', () => {
  expect(fromField(toField('2026-03-02T10:15:42.000Z'))).toBe('2026-03-02T10:15:00.000Z');
  expect([toField(null), toField('no date'), fromField('')]).toEqual(['', '', null]);
});

it('minutes are whole, and a clock that went back makes none', () => {
  const now = Date.parse('2026-03-02T10:15:59Z');
  expect(minutesSince('2026-03-02T10:00:00Z', now)).toBe(15);
  expect(minutesSince('2026-03-02T11:00:00Z', now)).toBe(0);
});

it('the offset is that of the moment, and that of now where there is none', () => {
  const winter = '2026-01-15T12:00:00Z';
  expect(offsetMinutes(winter)).toBe(-new Date(winter).getTimezoneOffset());
  expect(offsetMinutes()).toBe(-new Date().getTimezoneOffset());
  expect(offsetMinutes('no date')).toBe(offsetMinutes());
});
