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
  const third = call('task_add', task('a'));
  expect(asked, 'told again after the answer it is a second one').toHaveLength(2);
  asked[1]?.answer({});
  await third;
});

test('something else told in between is not passed over, nor is a change back: they are done one after the other', async () => {
  const made = [call('task_add', task('a')), call('task_add', task('b')), call('task_add', task('a'))];
  for (const [at, one] of made.entries()) {
    expect(asked, 'none before the one before it is over').toHaveLength(at + 1);
    asked[at]?.answer({});
    await one;
  }
  expect(asked.map(({ args }) => (args as ReturnType<typeof task>).facts.what)).toEqual(['a', 'b', 'a']);
});

test('what waits its turn is done as it was told, after one that was refused too', async () => {
  const refused = call('draft_put', { key: 'k', text: 'n' });
  const facts = { what: 'as told', whom: null, due: null, about: '' };
  const waits = call('task_add', { doc: 'd', facts });
  facts.what = 'changed since';
  asked[0]?.refuse({ code: 'refused', field: null, retry_after_s: null });
  await expect(refused).rejects.toThrow();
  expect(asked[1]?.args).toMatchObject({ facts: { what: 'as told' } });
  asked[1]?.answer({});
  await waits;
});

test('a question is asked anew each time, and neither waits nor stands between', async () => {
  const told = call('task_add', task('a'));
  void call('place_list', { place_type: null });
  void call('place_list', { place_type: null });
  void call('task_add', task('a'));
  expect(asked.map(({ name }) => name)).toEqual(['task_add', 'place_list', 'place_list']);
  asked.forEach(({ answer }) => answer({}));
  await told;
});

test('what was refused may be tried again', async () => {
  const first = call('task_add', task('a'));
  asked[0]?.refuse({ code: 'refused', field: null, retry_after_s: null });
  await expect(first).rejects.toThrow();
  const again = call('task_add', task('a'));
  expect(asked).toHaveLength(2);
  asked[1]?.answer({});
  await again;
});
