import { expect, it } from 'vitest';
import { rebase } from './rebase';

const was = { name: 'Tarn Hill', region: 'North', held: 4 };

it('follows the record where nothing was typed, and keeps what was typed', () => {
  const typed = { ...was, name: 'Tarn Hill prison' };
  expect(rebase(was, typed, { ...was, region: 'South' })).toEqual({
    facts: { name: 'Tarn Hill prison', region: 'South', held: 4 },
    collisions: [],
  });
});

it('names what both changed, and loses neither', () => {
  const typed = { ...was, held: 5 };
  const { facts, collisions } = rebase(was, typed, { ...was, held: 6 });
  expect(facts.held).toBe(5);
  expect(collisions).toEqual([{ field: 'held', theirs: 6 }]);
});

it('sees no collision where both say the same', () => {
  const same = { ...was, held: 5 };
  expect(rebase(was, same, same).collisions).toEqual([]);
});
