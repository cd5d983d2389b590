import { expect, it } from 'vitest';
import { ownArea } from './area';

const seat = (mine: boolean, areas: string[]) => ({ member: 'm', name: 'M', role: 'inspector', clinician: false, mine, associate: false, areas });
const areas = [{ id: 'general', name: '' }, { id: 'wing', name: 'Wing B' }];

it('begins in the first area one covers that is still there, and else in the place as a whole', () => {
  expect(ownArea({ team: [seat(false, ['wing']), seat(true, ['gone', 'wing'])], areas })).toBe('wing');
  expect(ownArea({ team: [seat(false, ['wing']), seat(true, [])], areas })).toBe('general');
  expect(ownArea({ team: [], areas })).toBe('general');
});
