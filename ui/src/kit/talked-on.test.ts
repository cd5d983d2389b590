import { expect, it } from 'vitest';
import type { CommentView } from '../ipc/generated';
import { isOn, kindTalkedOn, openOn } from './talked-on';

const on = (about: string, more: Partial<CommentView> = {}): CommentView => ({
  id: about,
  about,
  text: 'Which wing?',
  mentions: [],
  by: 'Amina',
  mine: false,
  at: '',
  changed_at: null,
  withdrawn: false,
  resolved: false,
  resolved_by: '',
  ...more,
});

it('counts what is open on a thing and under it, and nothing that was settled, taken back or said of its namesake', () => {
  const rows = [on('observation/a'), on('observation/a/text'), on('observation/ab'), on('')];
  expect(openOn(rows, 'observation/a')).toBe(2);
  expect(openOn([on('observation/a', { resolved: true }), on('observation/a', { withdrawn: true })], 'observation/a')).toBe(0);
});

it('knows an entry by the first part of its path, and says nothing of what it does not know', () => {
  expect(kindTalkedOn('unit/a')).toBe('unit');
  expect([kindTalkedOn('unit/a', 'place'), kindTalkedOn('unit/a', 'visit'), kindTalkedOn('finding/a', 'visit')]).toEqual(['unit', undefined, 'finding']);
  expect([kindTalkedOn(''), kindTalkedOn('area/a')]).toEqual([undefined, undefined]);
});

it('takes whatever is said for the record as a whole, and for an entry what is said of it and under it', () => {
  expect(isOn('unit/a', '')).toBe(true);
  expect([isOn('unit/a/name', 'unit/a'), isOn('unit/ab', 'unit/a'), isOn('', 'unit/a')]).toEqual([true, false, false]);
});
