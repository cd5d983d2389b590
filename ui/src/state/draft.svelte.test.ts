import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const kept: string[] = [];
vi.mock('../ipc/call', () => ({
  call: (name: string, args: { text: string }) => {
    if (name === 'draft_put') kept.push(args.text);
    return Promise.resolve(name === 'draft_get' ? { text: null } : { saved_at: '' });
  },
  onRefused: () => () => undefined,
}));
const { Draft } = await import('./draft.svelte');

let over: () => void = () => undefined;
/** A draft as a component makes it. */
async function made<Typed extends object>(blank: Typed) {
  let draft = undefined as unknown as InstanceType<typeof Draft<Typed>>;
  over = $effect.root(() => {
    draft = new Draft('key', blank);
  });
  await draft.opened;
  return draft;
}
/** A write that is answered when it is told to. */
function write() {
  let answer: () => void = () => undefined;
  const sent: unknown[] = [];
  const go = (typed: unknown): Promise<string> => {
    sent.push(typed);
    return new Promise((resolve) => (answer = () => resolve('saved')));
  };
  return { go, sent, answer: () => answer() };
}
const type = (change: () => void): void => {
  change();
  flushSync();
};

beforeEach(() => void kept.splice(0));
afterEach(() => over());

test('what was sent is forgotten once it is saved, and what was refused is not', async () => {
  const draft = await made({ text: '' });
  type(() => (draft.typed.text = 'a'));
  await expect(draft.save(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  expect(draft.typed.text).toBe('a');
  expect(await draft.save(() => Promise.resolve('saved'))).toBe('saved');
  expect(draft.typed.text).toBe('');
  expect(kept).toEqual(['{"text":"a"}', '']);
});

test('of something new, what was typed while it was being saved stays, all of it', async () => {
  const draft = await made({ text: '', mentions: [] as string[] });
  const { go, sent, answer } = write();
  type(() => {
    draft.typed = { text: 'a', mentions: ['x'] };
  });
  const saved = draft.save(go);
  type(() => (draft.typed.text = 'ab'));
  answer();
  await saved;
  expect(sent).toEqual([{ text: 'a', mentions: ['x'] }]);
  expect(draft.typed).toEqual({ text: 'ab', mentions: ['x'] });
  expect(draft.dirty).toBe(true);
});

test('of a record, what was typed while it was being saved stays, on what the record holds by then', async () => {
  const draft = await made({ facts: { name: 'a' }, was: { name: 'a' } });
  const { go, answer } = write();
  type(() => (draft.typed.facts.name = 'b'));
  const saved = draft.save(go, (sent) => ({ facts: sent.facts, was: sent.facts }));
  type(() => (draft.typed.facts.name = 'bc'));
  answer();
  await saved;
  expect(draft.typed).toEqual({ facts: { name: 'bc' }, was: { name: 'b' } });
  type(() => (draft.typed.facts.name = 'b'));
  expect(draft.dirty, 'the record holds it').toBe(false);
});
