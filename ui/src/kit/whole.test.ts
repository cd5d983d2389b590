import { expect, it } from 'vitest';
import { whole, wholeError } from './whole';

it('reads whole numbers, in Arabic digits too, and nothing as nothing', () => {
  expect([whole('12'), whole(' 7 '), whole('٤٢'), whole('')]).toEqual([12, 7, 42, null]);
});

it.each(['1.5', '-1', '2e3', 'ten', '4294967296'])('says at the field that %s is no whole number', (typed) => {
  expect(wholeError(typed)).toContain('whole number');
});

it.each(['', '0', '4294967295', '٣'])('has nothing against %s', (typed) => {
  expect(wholeError(typed)).toBeUndefined();
});
