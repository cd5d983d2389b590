import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { ReprisalRow } from '../../ipc/generated';
import { nothingIsLaidOut } from '../../kit/unlaid';
import { WHOLE_UP_TO } from '../../kit/virtual';

const facts = { visit: null, interview: null, informant: 'staff', level: 'low', about: '', risk: '', mitigation: '', channel: '', closed: '' };
/** The register as the record has it; a colleague's change is made to it. */
const row = (due: string, how: string): ReprisalRow => ({
  ...{ record: 'r', interview: false, visit: null, place_name: '', pseudonym: 'Blue-17', facts, whole_team: true, readers: [], may_change: true, conflicts: [], dropped: false, taken_back: false },
  recontacts: [{ id: 'c', facts: { due, whom: null, how }, whom_name: '', done_on: null, note: '', dropped: false, conflicts: [] }],
});
let rows = [row('2026-03-01', 'By telephone')];
const reader = (member: string, why: string | null) => ({ member, name: member, reads: why !== null, why, eligible: true });
const access = { whole_team: false, members: [reader('Amina', 'author'), reader('Boris', 'chosen'), reader('Dora', null)], may_change: true, closed: false, epoch: 1, bounded: false };
const told: { name: string; args: unknown }[] = [];
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (name: string, { args }: { args: unknown }) => {
    told.push({ name, args });
    if (name === 'reprisal_list') return Promise.resolve({ rows });
    if (name === 'interview_access') return Promise.resolve(access);
    return Promise.resolve(name === 'draft_get' ? { text: null } : { members: [], id: 'c', saved_at: '' });
  },
}));
const { words } = await import('../../i18n/words.svelte');
const { app } = await import('../../state/app.svelte');
const { default: Reprisals } = await import('./Reprisals.svelte');
const said = (name: string): unknown[] => told.filter((one) => one.name === name).map((one) => one.args);
const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 5));

beforeAll(() => {
  nothingIsLaidOut();
  // The window's own dialogs are not part of this environment.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});

beforeEach(() => {
  rows = [row('2026-03-01', 'By telephone')];
  told.length = 0;
});

it('the form of a re-contact follows what a colleague changed while it is open', async () => {
  render(Reprisals, {});
  await settle();
  await fireEvent.click(screen.getByRole('button', { name: /^Edit: Blue-17 .*2026/ }));
  await settle();
  const dialog = within(document.querySelector('dialog[open]') as HTMLElement);
  const field = (key: string) => dialog.getByLabelText(words.say(key)) as HTMLInputElement;
  await fireEvent.input(field('recontact-how'), { target: { value: 'Through the lawyer' } });
  rows = [row('2026-04-02', 'By telephone')];
  app.changes += 1;
  await settle();
  expect(field('recontact-due').value, 'untouched here, it is as the colleague has it').toBe('2026-04-02');
  expect(field('recontact-how').value).toBe('Through the lawyer');
  await fireEvent.submit(field('recontact-how').form as HTMLFormElement);
  await settle();
  expect(told.find(({ name }) => name === 'recontact_set')?.args).toMatchObject({
    was: { due: '2026-04-02', how: 'By telephone' },
    facts: { due: '2026-04-02', how: 'Through the lawyer' },
  });
});

it('what was entered by mistake goes with a way back, an entry and a day of it', async () => {
  render(Reprisals, {});
  await settle();
  await fireEvent.click(screen.getByRole('button', { name: 'Entered by mistake: Blue-17' }));
  await settle();
  expect(said('reprisal_drop')).toEqual([{ record: 'r', dropped: true }]);
  app.toast?.undo?.();
  await settle();
  expect(said('reprisal_drop').at(-1)).toEqual({ record: 'r', dropped: false });
  await fireEvent.click(screen.getByRole('button', { name: /^Entered by mistake: Blue-17 .*2026/ }));
  await settle();
  app.toast?.undo?.();
  await settle();
  expect(said('recontact_drop')).toEqual([
    { record: 'r', recontact: 'c', dropped: true },
    { record: 'r', recontact: 'c', dropped: false },
  ]);
});

it('an entry made by mistake is put back, and says nothing to do until it is', async () => {
  rows = [{ ...row('2026-03-01', 'By telephone'), dropped: true }];
  render(Reprisals, {});
  await settle();
  const names = screen.getAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent.trim());
  expect(names).toEqual([words.say('reprisal-add'), 'Change who may read it: Blue-17', 'Put it back: Blue-17']);
  await fireEvent.click(screen.getByRole('button', { name: 'Put it back: Blue-17' }));
  await settle();
  expect(said('reprisal_drop')).toEqual([{ record: 'r', dropped: false }]);
});

it('a day that was not kept after all is open again', async () => {
  const [one] = rows;
  rows = one ? [{ ...one, recontacts: one.recontacts.map((day) => ({ ...day, done_on: '2026-03-02', note: 'He is well' })) }] : [];
  render(Reprisals, {});
  await settle();
  await fireEvent.click(screen.getByRole('button', { name: /^We have not looked after all: Blue-17/ }));
  await settle();
  expect(said('recontact_done')).toEqual([{ record: 'r', recontact: 'c', done: false, note: '' }]);
});

it('who may change the readers of an entry takes one out and lets another in', async () => {
  render(Reprisals, {});
  await settle();
  await fireEvent.click(screen.getByRole('button', { name: 'Change who may read it: Blue-17' }));
  await settle();
  const dialog = within(document.querySelector('dialog[open]') as HTMLElement);
  expect(dialog.queryByLabelText('Amina'), 'the author reads it anyway').toBeNull();
  await fireEvent.click(dialog.getByLabelText('Boris'));
  await fireEvent.click(dialog.getByLabelText('Dora'));
  await fireEvent.click(dialog.getByRole('button', { name: words.say('readers-keep') }));
  await settle();
  expect(said('interview_access_set')).toEqual([{ interview: 'r', was: { whole_team: false, readers: ['Boris'] }, readers: ['Dora'], whole_team: false }]);
});

it('others are not offered to change the readers', async () => {
  rows = [{ ...row('2026-03-01', 'By telephone'), may_change: false }];
  render(Reprisals, {});
  await settle();
  expect(screen.queryByRole('button', { name: /^Change who may read it/ })).toBeNull();
});

it('a long register draws the entries in sight alone', async () => {
  const many = WHOLE_UP_TO + 1;
  rows = Array.from({ length: many }, (_, number) => ({ ...row('2026-03-01', ''), record: `r${number}` }));
  render(Reprisals, {});
  await settle();
  const drawn = document.querySelectorAll('li[data-row]');
  expect(drawn.length).toBeLessThan(many / 2);
  expect(drawn[0]?.getAttribute('aria-setsize')).toBe(String(many));
});
