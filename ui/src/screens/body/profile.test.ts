import { expect, it } from 'vitest';
import type { BodyInput } from '../../ipc/generated';
import { fromForm, toForm } from './profile';

const facts: BodyInput = {
  name: '',
  kind: 'national',
  mandate: '',
  confidential: null,
  publication: '',
  least_members: null,
  grounds: null,
  languages: [],
  weekend: [],
  postponed: null,
  postponed_until: null,
};

it('leaves to the kind of body what nobody said', () => {
  expect(fromForm(toForm(facts))).toEqual(facts);
  const said = { ...facts, confidential: false, grounds: [], postponed: 'part_three', postponed_until: '2028-01-01' };
  expect(fromForm(toForm(said))).toEqual(said);
});

it('puts nothing off until a day where nothing is put off', () => {
  expect(fromForm({ ...toForm(facts), postponed_until: '2028-01-01' }).postponed_until).toBeNull();
});
