import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import type { LetterFacts } from '../../ipc/generated';
import type { Logged } from './logged';

const told: { name: string; args: unknown }[] = [];
const authorities = [
  { id: 'm', name: 'Ministry of Justice', dropped: false },
  { id: 'p', name: 'National Police', dropped: false },
];
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (name: string, { args }: { args: unknown }) => {
    told.push({ name, args });
    if (name === 'authority_list') return Promise.resolve({ rows: authorities });
    return Promise.resolve(name === 'draft_get' ? { text: null } : { saved_at: '' });
  },
}));
const { words } = await import('../../i18n/words.svelte');
const { default: LogForm } = await import('./LogForm.svelte');

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 5));
const field = (key: string) => screen.getByLabelText<HTMLInputElement>(words.say(key));
const BEFORE: LetterFacts = { on: '2026-03-10', reference: 'C/12', addressee: 'm', dropped: false };
/** The letter as the record has it. */
const letter = (facts: LetterFacts): { id: string; now: Logged } => ({ id: 'l', now: { kind: 'letter', facts } });
const done = vi.fn();
const shown = async () => {
  const { rerender } = render(LogForm, { recommendation: 'r', kind: 'letter', of: letter(BEFORE), done });
  await settle();
  return (now: LetterFacts) => rerender({ of: letter(now) }).then(settle);
};

beforeEach(() => {
  told.length = 0;
});

it('corrects a letter in what it bears and in whom it went to', async () => {
  await shown();
  await fireEvent.input(field('send-on'), { target: { value: '2026-03-11' } });
  await fireEvent.input(field('send-reference'), { target: { value: 'C/13' } });
  await fireEvent.change(field('report-addressee'), { target: { value: 'p' } });
  await fireEvent.submit(field('send-on').form as HTMLFormElement);
  await settle();
  expect(told.filter(({ name }) => name === 'letter_set').map(({ args }) => args)).toEqual([
    { recommendation: 'r', letter: 'l', was: BEFORE, facts: { on: '2026-03-11', reference: 'C/13', addressee: 'p', dropped: false } },
  ]);
  expect(done).toHaveBeenCalled();
});

it('follows what a colleague corrected meanwhile, and says where both corrected the same', async () => {
  const moves = await shown();
  await fireEvent.input(field('send-reference'), { target: { value: 'C/13' } });
  const theirs = { ...BEFORE, on: '2026-03-12', reference: 'C/14' };
  await moves(theirs);
  expect(field('send-on').value, 'untouched here, it is as the colleague has it').toBe('2026-03-12');
  expect(field('send-reference').value).toBe('C/13');
  screen.getByText(words.say('field-letter-reference'), { exact: false });
  await fireEvent.submit(field('send-on').form as HTMLFormElement);
  await settle();
  expect(told.find(({ name }) => name === 'letter_set')?.args).toMatchObject({ was: theirs, facts: { ...theirs, reference: 'C/13' } });
});

it('takes what a colleague wrote instead, and says no more of it', async () => {
  const moves = await shown();
  await fireEvent.input(field('send-reference'), { target: { value: 'C/13' } });
  await moves({ ...BEFORE, reference: 'C/14' });
  await fireEvent.click(screen.getByRole('button', { name: words.say('meanwhile-take') }));
  await settle();
  expect(field('send-reference').value).toBe('C/14');
  expect(screen.queryByText(words.say('meanwhile'))).toBeNull();
});
