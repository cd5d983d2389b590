import { expect, it } from 'vitest';
import type { Asked } from '../ipc/generated';
import { fieldLink } from './asked';

const asked = (more: Partial<Asked>): Asked => ({
  doc: 'd',
  kind: 'visit',
  path: 'visit/starts_on',
  visit: 'v',
  label: 'field-visit-starts-on',
  question: null,
  ask: '',
  by: 'Lead',
  at: '2026-03-02T09:00:00Z',
  ...more,
});

it.each([
  [{}, '#/visits/v'],
  [{ path: 'answer/wing/prison/own_bed' }, '#/visits/v/capture/wing/prison/own_bed'],
  [{ path: 'finding/f/statement' }, '#/visits/v/findings'],
  [{ kind: 'interview', path: 'consent/notes' }, '#/visits/v/interview/d'],
  [{ kind: 'place', path: 'place/capacity', visit: null }, '#/places/d'],
  [{ kind: 'recommendation', path: 'recommendation/deadline', visit: null }, '#/recommendations/d'],
  [{ kind: 'plan', path: 'plan/window', visit: null }, '#/programme/plan/d'],
  [{ kind: 'plan', path: 'draw/end', visit: null }, '#/programme/draw'],
  [{ kind: 'authority', path: 'authority/name', visit: null }, '#/authorities/d'],
])('leads to where the field is written: %o', (more, address) => {
  expect(fieldLink(asked(more))).toBe(address);
});
