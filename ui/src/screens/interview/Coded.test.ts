import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import type { InterviewView } from '../../ipc/generated';
import { LEGAL_STATUSES } from '../../kit/codes';

const told: Record<string, unknown>[] = [];
let refused = '';
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (name: string, { args }: { args: Record<string, unknown> }) => {
    if (name !== 'interview_set') return Promise.resolve(name === 'draft_get' ? { text: null } : { saved_at: '' });
    told.push(args);
    return args['field'] === refused ? Promise.reject({ code: 'refused', field: null, retry_after_s: null }) : Promise.resolve({ saved_at: '' });
  },
}));
const { words } = await import('../../i18n/words.svelte');
const { Fields } = await import('./fields');
const { default: Coded } = await import('./Coded.svelte');
const show = (situation: Record<string, unknown>) => {
  const view = { withdrawn: false, consents: [{ purpose: 'notes', state: 'given' }], sections: { situation } } as unknown as InterviewView;
  return render(Coded, { fields: new Fields('i', () => view), field: 'legal_status', codes: LEGAL_STATUSES, prefix: 'legal-status' });
};
const choose = async (value: string): Promise<void> => {
  await fireEvent.change(screen.getByLabelText(words.say('field-situation-legal-status')), { target: { value } });
  await new Promise((done) => setTimeout(done, 5));
};
const written = (): unknown[] => told.map((args) => [args['field'], args['value'], args['was']]);

beforeEach(() => {
  told.splice(0);
  refused = '';
});

it('keeps older words beside whatever code is chosen, and with those that stand there', async () => {
  const { unmount } = show({ legal_status: 'Held for a week', legal_status_other: 'On appeal' });
  await choose('remand');
  expect(written()).toEqual([
    ['legal_status_other', 'On appeal; Held for a week', 'On appeal'],
    ['legal_status', 'remand', 'Held for a week'],
  ]);
  unmount();
  told.splice(0);
  show({ legal_status: 'Held for a week', legal_status_other: '' });
  await choose('');
  expect(written()).toEqual([
    ['legal_status_other', 'Held for a week', ''],
    ['legal_status', '', 'Held for a week'],
  ]);
});

it('chooses nothing where the older words could not be kept, and writes them once', async () => {
  const { unmount } = show({ legal_status: 'Held for a week', legal_status_other: '' });
  refused = 'legal_status_other';
  await choose('remand');
  expect(written()).toEqual([['legal_status_other', 'Held for a week', '']]);
  unmount();
  told.splice(0);
  refused = '';
  show({ legal_status: 'Held for a week', legal_status_other: 'Held for a week' });
  await choose('remand');
  expect(written()).toEqual([['legal_status', 'remand', 'Held for a week']]);
});
