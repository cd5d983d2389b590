import { expect, it } from 'vitest';
import type { ThreadEntry } from '../../ipc/generated';
import { sentNotice } from './sent';

const letter = (words: string | null, dropped = false): ThreadEntry => ({
  entry: 'letter',
  id: 'l1',
  facts: { on: '2026-03-10', reference: '', addressee: null, dropped },
  to: 'Ministry of Justice',
  words,
  by: 'Amina',
  conflicts: [],
});
const message: ThreadEntry = { entry: 'message', id: 'm1', facts: { on: '2026-03-09', way: 'call', words: 'In May.', dropped: false }, by: 'Amina', conflicts: [] };

it('tells whoever edits what was sent that it was, and whether its words are kept', () => {
  expect(sentNotice([])).toBe(null);
  expect(sentNotice([message])).toBe(null);
  expect(sentNotice([message, letter('A bed each.', true)])).toBe(null);
  expect(sentNotice([message, letter('A bed each.')])).toBe('recommendation-was-sent');
  expect(sentNotice([letter('A bed each.'), letter(null)])).toBe('recommendation-was-sent-unkept');
  expect(sentNotice([letter('A bed each.'), letter(null, true)])).toBe('recommendation-was-sent');
});
