import { expect, test } from 'vitest';
import { whoCanBeAsked } from './whom';

const team = [{ member: 'a', name: 'Amina' }];

test('somebody who was asked before is still among those to choose from, once', () => {
  const asked = (whom: string | null) => ({ facts: { whom }, whom_name: 'Bo' });
  expect(whoCanBeAsked(team, asked('b'))).toEqual([...team, { member: 'b', name: 'Bo' }]);
  expect(whoCanBeAsked(team, asked('a'))).toEqual(team);
  expect(whoCanBeAsked(team, asked(null))).toEqual(team);
  expect(whoCanBeAsked(team)).toEqual(team);
});
