import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeAll, expect, it, vi } from 'vitest';
import type { ReprisalRow } from '../../ipc/generated';

const facts = { visit: null, interview: null, informant: 'staff', level: 'low', about: '', risk: '', mitigation: '', channel: '', closed: '' };
/** The register as the record has it; a colleague's change is made to it. */
const row = (due: string, how: string): ReprisalRow => ({
  ...{ record: 'r', interview: false, visit: null, place_name: '', pseudonym: 'Blue-17', facts, whole_team: true, readers: [], may_change: true, conflicts: [], taken_back: false },
  recontacts: [{ id: 'c', facts: { due, whom: null, how }, whom_name: '', done_on: null, note: '', conflicts: [] }],
});
let rows = [row('2026-03-01', 'By telephone')];
const told: { name: string; args: unknown }[] = [];
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (name: string, { args }: { args: unknown }) => {
    told.push({ name, args });
    if (name === 'reprisal_list') return Promise.resolve({ rows });
    return Promise.resolve(name === 'draft_get' ? { text: null } : { members: [], id: 'c', saved_at: '' });
  },
}));
const { words } = await import('../../i18n/words.svelte');
const { app } = await import('../../state/app.svelte');
const { default: Reprisals } = await import('./Reprisals.svelte');
const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 5));

beforeAll(() => {
  // The window's own dialogs are not part of this environment.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
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
