import { expect, it } from 'vitest';
import type { JointReplyView, RecommendationRow } from '../../ipc/generated';
import { type Typed, added, corrected, isChosen, offered } from './joint';

const row = (id: string, column = 'sent', replies = 0): RecommendationRow => ({ id, column, replies }) as RecommendationRow;
const typed: Typed = { on: '2026-04-02', reference: 'M/7', grade: 'c', parts: { a: { grade: 'a', words: 'Done.', refuses: false }, b: { chosen: false, grade: '', words: '', refuses: false } } };

it('answers what awaits a reply of a letter until somebody says otherwise, and nothing unasked without one', () => {
  const of = [row('a'), row('b'), row('c'), row('d', 'done'), row('e', 'repeated'), row('f', 'replied', 1)];
  expect(of.map((one) => isChosen(typed, one, true))).toEqual([true, false, true, false, false, false]);
  expect(of.map((one) => isChosen(typed, one, false))).toEqual([false, false, false, false, false, false]);
  const asked = { ...typed, parts: { f: { chosen: true, grade: '', words: '', refuses: false } } };
  expect(isChosen(asked, row('f', 'replied', 1), true)).toBe(true);
  expect(offered([row('a'), row('b', 'done')], false).map(({ id }) => id)).toEqual(['a']);
  expect(offered([row('a'), row('b', 'done')], true)).toHaveLength(2);
});

it('names no grade for those left, so that they take the usual one', () => {
  const { grade, parts } = added('ministry', typed, [row('a'), row('c')]);
  expect(grade).toBe('c');
  expect(parts).toEqual([
    { recommendation: 'a', words: 'Done.', grade: 'a', refuses: false },
    { recommendation: 'c', words: '', grade: null, refuses: false },
  ]);
});

it('holds each part to what was shown of the whole, and one that stands apart to what stands in it', () => {
  const part = (id: string, on: string): JointReplyView['parts'][number] => ({ id, row: row(`r${id}`), on, reference: 'M/7', grade: null, refuses: false, dropped: false });
  const view = { reply: 'w', on: '2026-04-03', reference: 'M/7', parts: [part('1', '2026-04-03'), part('2', '2026-04-30')] } as JointReplyView;
  // The form was opened before a colleague moved the whole: the record then says that it is stale.
  const made = corrected(view, { on: '2026-04-02', reference: 'M/7' }, { on: '2026-04-05', reference: 'M/8' });
  expect(made.was.map(({ on }) => on)).toEqual(['2026-04-02', '2026-04-30']);
  expect(made).toMatchObject({ reply: 'w', on: '2026-04-05', reference: 'M/8' });
  expect('dropped' in made).toBe(false);
});
