import { beforeEach, expect, test, vi } from 'vitest';

const asked: { name: string; args: unknown; answer: (result: unknown) => void; refuse: (thrown: unknown) => void }[] = [];
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (name: string, { args }: { args: unknown }) => new Promise((answer, refuse) => asked.push({ name, args, answer, refuse })),
}));
const { call } = await import('./call');
const task = (what: string) => ({ doc: 'd', facts: { what, whom: null, due: null, about: '' } });

beforeEach(() => void asked.splice(0));

test('the same told twice before it is answered is done once, and both hear the answer', async () => {
  const [first, second] = [call('task_add', task('a')), call('task_add', task('a'))];
  expect(asked).toHaveLength(1);
  asked[0]?.answer({ id: '1', saved_at: '' });
  expect(await first).toBe(await second);
  void call('task_add', task('a'));
  expect(asked, 'told again after the answer it is a second one').toHaveLength(2);
  asked[1]?.answer({});
});

test('something else told in between is not passed over, nor is a change back', async () => {
  void call('task_add', task('a'));
  void call('task_add', task('b'));
  void call('task_add', task('a'));
  expect(asked.map(({ args }) => (args as ReturnType<typeof task>).facts.what)).toEqual(['a', 'b', 'a']);
  asked.forEach(({ answer }) => answer({}));
});

test('a question is asked anew each time, and does not stand between', () => {
  void call('task_add', task('a'));
  void call('place_list', { place_type: null });
  void call('place_list', { place_type: null });
  void call('task_add', task('a'));
  expect(asked.map(({ name }) => name)).toEqual(['task_add', 'place_list', 'place_list']);
  asked.forEach(({ answer }) => answer({}));
});

test('what was refused may be tried again', async () => {
  const first = call('task_add', task('a'));
  asked[0]?.refuse({ code: 'refused', field: null, retry_after_s: null });
  await expect(first).rejects.toThrow();
  void call('task_add', task('a'));
  expect(asked).toHaveLength(2);
  asked[1]?.answer({});
});
