import { beforeEach, expect, it } from 'vitest';
import { app } from '../../state/app.svelte';
import { matches } from './actions';
import { target } from './target';

const hit = { kind: 'answer', id: 'v1', record: 'visit', record_title: 'Tarn Hill', visit: 'v1', path: null, title: '' };

beforeEach(() => {
  app.status = null;
});

it('leads to the interview inside its visit, never to a link with a hole in it', () => {
  expect(target({ ...hit, kind: 'interview', record: 'interview', id: 'i1' })).toBe('#/visits/v1/interview/i1');
  expect(target({ ...hit, kind: 'interview', record: 'interview', id: 'i1', visit: null })).toBe('#/visits');
});

it('leads to the question an answer was given to, and to the visit where no question is known', () => {
  expect(target({ ...hit, path: 'answer/wing-b/prison/shortage' })).toBe('#/visits/v1/capture/wing-b/prison/shortage');
  expect(target(hit)).toBe('#/visits/v1');
});

it('leads to the finding itself, and to the observation among those of its visit', () => {
  expect(target({ ...hit, kind: 'finding', path: 'finding/f1' })).toBe('#/visits/v1/findings/f1');
  expect(target({ ...hit, kind: 'finding' })).toBe('#/visits/v1/findings');
  expect(target({ ...hit, kind: 'observation', path: 'observation/o1/text' })).toBe('#/visits/v1/observations/o1');
  expect(target({ ...hit, kind: 'observation' })).toBe('#/visits/v1');
});

it('leads from what was said or logged to where it stands, whatever the record', () => {
  expect(target({ ...hit, kind: 'task', path: 'task/t1' })).toBe('#/visits/v1/tasks');
  expect(target({ ...hit, kind: 'access', path: 'access/a1' })).toBe('#/visits/v1/access');
  expect(target({ ...hit, kind: 'sample', path: 'sample/s1' })).toBe('#/visits/v1/counts');
  const elsewhere = (record: string, kind: string): string => target({ ...hit, kind, record, id: 'r1', visit: null });
  expect(elsewhere('recommendation', 'comment')).toBe('#/recommendations/r1');
  expect(elsewhere('recommendation', 'reply')).toBe('#/recommendations/r1');
  expect(elsewhere('plan', 'plan')).toBe('#/programme/plan/r1');
  expect(elsewhere('place', 'task')).toBe('#/places/r1');
  expect(elsewhere('authority', 'authority')).toBe('#/authorities/r1');
});

it('leads from a draw to those of its year, and from what the body says to its own screen', () => {
  expect(target({ ...hit, kind: 'draw', record: 'draw', record_title: '2027', id: 'd1', visit: null })).toBe('#/programme/draw/2027');
  const ofBody = (kind: string): string => target({ ...hit, kind, record: 'body', record_title: '', id: 'b1', visit: null });
  expect(['associate', 'member', 'body'].map(ofBody)).toEqual(['#/body', '#/body', '#/body']);
  expect(ofBody('rule')).toBe('#/programme/rules');
});

it('finds an action by any of its words, whatever their order, case or marks', () => {
  expect(matches('Ecran sombre', 'SOMBRE écran')).toBe(true);
  expect(matches('Lock now', 'lock later')).toBe(false);
  expect(matches('Lock now', '')).toBe(true);
});
