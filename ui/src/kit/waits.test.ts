import { expect, it } from 'vitest';
import { likely } from './waits';
import { ASKED } from './codes';

it('the next wait is offered for what nobody waits for yet', () => {
  expect(likely(false, [])).toBe('entry');
  expect(likely(false, ['entry'])).toBe('registers');
  expect(likely(true, [])).toBe('premises');
  expect(likely(true, ['registers', 'premises'])).toBe('files');
  expect(likely(true, ASKED)).toBe('other');
});
