import { expect, it } from 'vitest';
import type { Evidence, SourceSays } from '../ipc/generated';
import { evidenceName, goneBy, inCodes, sourceSays } from './evidence';

const evidence = (change: Partial<Evidence>): Evidence => ({
  kind: 'count',
  target: 'total/register',
  at: '',
  source: 'register',
  title: '',
  question: null,
  area: null,
  says: null,
  small_group: false,
  withdrawn: false,
  against: false,
  depends: null,
  hearsay: false,
  ...change,
});
const side = (change: Partial<SourceSays>): SourceSays => ({ source: 'register', origin: 'answer', form: 'number', says: '412', options: [], unit: 'persons', ...change });

it('names a count, a sample and a request in words, and what is not here by its kind', () => {
  expect(evidenceName(evidence({ says: { code: 'total', outcome: null, number: 412 } }))).toBe('All persons held: 412');
  expect(evidenceName(evidence({ kind: 'sample', title: 'F-3', says: { code: 'medical', outcome: null, number: null } }))).toBe('Medical · F-3');
  const refused = evidence({ kind: 'access', title: 'Block C', says: { code: 'entry', outcome: 'refused', number: null } });
  expect(evidenceName(refused)).toBe('Entry to the place · Refused · Block C');
  expect(evidenceName(evidence({ kind: 'document' }))).toBe('Document of the place');
  expect(inCodes(null, null)).toBe('');
});

it('says of a request that was met after all that it was, and of the rest that it was withdrawn', () => {
  const met = evidence({ kind: 'access', says: { code: 'entry', outcome: 'granted', number: null } });
  expect(goneBy(met)).not.toBe(goneBy(evidence({})));
});

it('tells of each side which source says what, and of interviews how many', () => {
  expect(sourceSays(side({}))).toBe('Register: 412 persons');
  expect(sourceSays(side({ origin: 'place', source: 'document', says: '300' }))).toMatch(/^Register of places .*: 300 persons$/);
  expect(sourceSays(side({ form: 'answer', says: 'no', unit: null, source: 'staff' }))).toBe('Staff: No');
  expect(sourceSays(side({ form: 'choice', says: '', unit: null, options: [{ en: 'Weekly', ar: 'أسبوعيًا' }] }))).toBe('Register: Weekly');
  expect(sourceSays(side({ origin: 'interviews', source: 'interview', says: '1', unit: null }))).toBe('One interview alleges ill-treatment');
});
