import { expect, it } from 'vitest';
import { recordLink } from './record-link';

it('leads to the screen on which each kind of record is talked about', () => {
  const at = (kind: string, more = {}): string => recordLink({ doc: 'd1', kind, ...more });
  expect(at('place')).toBe('#/places/d1');
  expect(at('authority')).toBe('#/authorities/d1');
  expect(at('recommendation')).toBe('#/recommendations/d1');
  expect(at('plan')).toBe('#/programme/plan/d1');
  expect(at('interview', { visit: 'v1' })).toBe('#/visits/v1/interview/d1');
  expect(at('reprisal', { visit: 'v1' })).toBe('#/visits/v1/reprisals');
  expect(at('reprisal')).toBe('#/reprisals');
});

it('leads to the finding that a comment on a visit is about, or else to the talk of the visit', () => {
  expect(recordLink({ doc: 'v1', kind: 'visit', about: 'finding/f1/statement' })).toBe('#/visits/v1/findings/f1');
  expect(recordLink({ doc: 'v1', kind: 'visit', about: 'area/a1' })).toBe('#/visits/v1/tasks');
  expect(recordLink({ doc: 'v1', kind: 'visit', about: 'visit/objectives' })).toBe('#/visits/v1/tasks');
  expect(recordLink({ doc: 'v1', kind: 'visit' })).toBe('#/visits/v1/tasks');
});

it('leads to the screen on which the entry stands that something is said about', () => {
  const on = (about: string, kind = 'visit'): string => recordLink({ doc: 'd1', kind, about });
  expect(on('observation/o1')).toBe('#/visits/d1/observations/o1');
  expect(on('answer/a1/prison/1-1')).toBe('#/visits/d1/capture/a1/prison/1-1');
  expect([on('access/x'), on('stay/x')]).toEqual(['#/visits/d1/access', '#/visits/d1/access']);
  expect([on('sample/x'), on('population/total')]).toEqual(['#/visits/d1/counts', '#/visits/d1/counts']);
  expect(on('report')).toBe('#/visits/d1/report');
  expect(on('verified/r1')).toBe('#/visits/d1/verify');
  expect(on('unit/x', 'place')).toBe('#/places/d1');
  expect(on('letter/x', 'recommendation')).toBe('#/recommendations/d1');
  expect(on('joint/r1', 'authority')).toBe('#/authorities/d1/replies/r1');
});
