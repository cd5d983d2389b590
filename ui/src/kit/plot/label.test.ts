import { expect, it } from 'vitest';
import { words } from '../../i18n/words.svelte';
import { cell } from './label';

it('says of what nobody knows that it is not known, also where another number of the series is held back', () => {
  const [unknown, heldBack] = [words.say('not-known-short'), words.say('held-back')];
  const series = { values: [null, null, 40], held_back: [1] };
  for (const unit of ['persons', 'percent']) {
    expect([0, 1, 3].map((row) => cell({ unit }, series, row))).toEqual([unknown, heldBack, unknown]);
  }
  expect(cell({ unit: 'persons' }, series, 2)).toContain('40');
  expect(cell({ unit: 'persons' }, undefined, 0)).toBe(unknown);
});
