import { beforeEach, expect, it, vi } from 'vitest';

const question = (id: string) => ({ id, question: { en: id, ar: id }, sources: ['observed'], relevant_if: null });
const slot = { mine: true, by: 'Amina', value: { type: 'yes_no_partly', value: 'yes' }, note: '', flag: false, source: 'observed' };
let answers: object[] = [];
let verify: { row: { id: string }; slots: object[] }[] | null = [];
/** What the app answers; recommendations that cannot be read are refused. */
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (name: string, { args }: { args: { item?: string } }) => {
    if (name === 'visit_get') return Promise.resolve({ areas: [{ id: 'general', name: '' }], checklists: [{ checklist: 'prison' }], team: [] });
    if (name === 'checklist_get') return Promise.resolve({ row: { id: 'prison' }, sections: [{ theme: 'dignity', items: [question('beds'), question('light')] }] });
    if (name === 'answer_list') return Promise.resolve({ rows: answers });
    if (name === 'answer_set') answers = [...answers, { area: 'general', checklist: 'prison', item: args.item, slots: [slot], remarks: [], state: 'agreed' }];
    if (name === 'verify_list') return verify ? Promise.resolve({ rows: verify }) : Promise.reject({ code: 'damaged', field: null, retry_after_s: null });
    if (name === 'comment_list') return Promise.resolve({ rows: [], members: [] });
    return Promise.resolve({ text: null, saved_at: '' });
  },
}));
const { Capture } = await import('./capture.svelte');

const begun = async (): Promise<InstanceType<typeof Capture>> => {
  const capture = new Capture('v', () => ({ area: 'general' }));
  await capture.load();
  capture.begin();
  return capture;
};

beforeEach(() => {
  answers = [];
  verify = [{ row: { id: 'bell' }, slots: [] }];
});

it('goes on from the last question to what is to be verified, and counts both', async () => {
  const capture = await begun();
  expect([capture.total, capture.answered, capture.here?.item.id]).toEqual([3, 0, 'beds']);
  await capture.answer({ type: 'yes_no_partly', value: 'yes' });
  expect(capture.here?.item.id).toBe('light');
  await capture.answer({ type: 'yes_no_partly', value: 'yes' });
  expect([capture.here, capture.verifying?.row.id, capture.answered]).toEqual([undefined, 'bell', 2]);
  // Read anew, as after each write: whoever stands at a recommendation stays there.
  verify = [{ row: { id: 'bell' }, slots: [slot] }];
  await capture.load();
  capture.begin();
  expect([capture.verifying?.row.id, capture.answered]).toEqual(['bell', 3]);
  await capture.move(0);
  expect([capture.verifying, capture.here?.item.id]).toEqual([undefined, 'beds']);
});

it('asks its questions where the recommendations cannot be read', async () => {
  verify = null;
  const capture = await begun();
  expect([capture.total, capture.here?.item.id]).toEqual([2, 'beds']);
});
