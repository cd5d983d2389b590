import { beforeEach, expect, it } from 'vitest';
import { app } from '../../state/app.svelte';
import { matches } from './actions';
import { target } from './target';

const hit = { kind: 'answer', id: 'v1', visit: 'v1', path: null, title: '' };

beforeEach(() => {
  app.status = null;
});

it('leads to the interview inside its visit, never to a link with a hole in it', () => {
  expect(target({ ...hit, kind: 'interview', id: 'i1' })).toBe('#/visits/v1/interview/i1');
  expect(target({ ...hit, kind: 'interview', id: 'i1', visit: null })).toBe('#/visits');
});

it('leads to the question an answer was given to, and to the visit where no question is known', () => {
  expect(target({ ...hit, path: 'answer/wing-b/prison/shortage' })).toBe('#/visits/v1/capture/wing-b/prison/shortage');
  expect(target(hit)).toBe('#/visits/v1');
});

it('finds an action by any of its words, whatever their order, case or marks', () => {
  expect(matches('Ecran sombre', 'SOMBRE écran')).toBe(true);
  expect(matches('Lock now', 'lock later')).toBe(false);
  expect(matches('Lock now', '')).toBe(true);
});
