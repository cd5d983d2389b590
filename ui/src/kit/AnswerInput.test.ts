import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import type { AnswerValue, Computed, Item } from '../ipc/generated';
import AnswerInput from './AnswerInput.svelte';

const text = (en: string) => ({ en, ar: en });
const item = (item_type: string, more: Partial<Item> = {}): Item => ({
  id: 'x',
  question: text('Q'),
  guidance: text(''),
  item_type,
  options: [],
  unit: null,
  min: null,
  max: null,
  sources: [],
  standards: [],
  relevant_if: null,
  ...more,
});
const show = (asked: Item, value?: AnswerValue, computed: Computed | null = null) => {
  const give = vi.fn();
  render(AnswerInput, { item: asked, value, computed, give });
  return give;
};

it('gives one of four answers at one tap', async () => {
  const give = show(item('yes_no_partly'));
  const buttons = screen.getAllByRole('button');
  expect(buttons.map((button) => button.textContent?.replace(/\d/, '').trim())).toEqual(['Yes', 'No', 'Partly', 'Not checked']);
  await fireEvent.click(buttons[2] as HTMLElement);
  expect(give).toHaveBeenCalledWith({ type: 'yes_no_partly', value: 'partly' });
});

it('marks the answer already given', () => {
  show(item('yes_no_partly'), { type: 'yes_no_partly', value: 'no' });
  expect(screen.getByRole('button', { pressed: true }).textContent).toContain('No');
});

it('gives numbers as numbers', async () => {
  const give = show(item('number', { unit: 'persons' }));
  await fireEvent.input(screen.getByLabelText('persons'), { target: { value: '611' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Save answer' }));
  expect(give).toHaveBeenCalledWith({ type: 'number', value: 611 });
});

it('gives several choices in one order, whatever the order of the taps', async () => {
  const options = [
    { id: 'b', label: text('Second') },
    { id: 'a', label: text('First') },
  ];
  const give = show(item('multi_choice', { options }));
  await fireEvent.click(screen.getByLabelText('Second'));
  await fireEvent.click(screen.getByLabelText('First'));
  await fireEvent.click(screen.getByRole('button', { name: 'Save answer' }));
  expect(give).toHaveBeenCalledWith({ type: 'multi_choice', value: ['a', 'b'] });
});

it('says what a measured cell means', () => {
  const value: AnswerValue = { type: 'cell_size', value: { length_m: 4.1, width_m: 3, height_m: 2.6, sanitary_m2: 1.2, persons: 5 } };
  const verdict = { living_m2: 11.1, per_person_m2: 2.22, minimum_m2: 4, space_enough: false, walls_enough: true, height_enough: true, holds: 2 };
  show(item('cell_size'), value, { type: 'cell_size', verdict });
  expect(screen.getByText(/2\.22/).textContent).toContain('minimum');
});
