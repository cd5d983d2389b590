import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import Chooser from './Chooser.svelte';
import { MOST_SHOWN, SEARCHED_ABOVE, type Option, found } from './chooser';
import { folded } from '../i18n/folded';

const numbered = (count: number): Option[] => Array.from({ length: count }, (_, number) => ({ value: `p${number}`, label: `Post ${number}` }));
const PLACES: Option[] = [{ value: '', label: 'Choose a place' }, { value: 'a', label: 'École de Sète' }, { value: 'b', label: 'سِجن مدينة أربيل' }, ...numbered(100)];
const names = (options: Option[]): string[] => options.map((one) => folded(one.label));
const find = (typed: string): string[] => found(PLACES, names(PLACES), typed).shown.map((one) => one.value);

beforeEach(() => {
  // No page is laid out here, and nothing scrolls.
  Element.prototype.scrollIntoView = vi.fn();
});

const show = async (value = '') => {
  render(Chooser, { label: 'Place', value, options: PLACES });
  const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Place' });
  field.focus();
  await tick();
  return { field };
};
const press = async (field: HTMLElement, key: string): Promise<boolean> => {
  const went = await fireEvent.keyDown(field, { key });
  await tick();
  return went;
};
const type = (field: HTMLInputElement, text: string): Promise<unknown> => fireEvent.input(field, { target: { value: text } });
/** The option that the keys are on, as the field tells of it. */
const under = (field: HTMLElement): string | null => {
  const id = field.getAttribute('aria-activedescendant');
  return id === null ? null : (document.getElementById(id)?.textContent.trim() ?? 'nowhere');
};
const isOpen = (field: HTMLElement): boolean => field.getAttribute('aria-expanded') === 'true';

it('is a list of the system up to the threshold, and is searched above it', async () => {
  const { rerender } = render(Chooser, { label: 'Place', value: 'p0', options: numbered(SEARCHED_ABOVE) });
  expect(screen.getByLabelText('Place').tagName).toBe('SELECT');
  await rerender({ options: numbered(SEARCHED_ABOVE + 1) });
  expect(screen.getByLabelText('Place').tagName).toBe('INPUT');
  expect(screen.getByLabelText<HTMLInputElement>('Place').value).toBe('Post 0');
});

it('finds by words in any order, whatever the case, the accents and the marks of vowels', () => {
  expect(find('SETE ecole')).toEqual(['a']);
  expect(find('سجن اربيل')).toEqual(['b']);
  expect(find('مدينه')).toEqual(['b']);
  expect(find('post 99')).toEqual(['p99']);
  expect(find('nowhere')).toEqual([]);
  const late: Option[] = [{ value: 'x', label: 'East Tarn' }, { value: 'y', label: 'Tarn' }];
  expect(found(late, names(late), 'tarn').shown.map((one) => one.value)).toEqual(['y', 'x']);
});

it('shows so many at most, and says that there are more', async () => {
  expect(found(numbered(MOST_SHOWN), names(numbered(MOST_SHOWN)), '').shown).toHaveLength(MOST_SHOWN);
  const { field } = await show();
  await fireEvent.click(field);
  expect(screen.getAllByRole('option')).toHaveLength(MOST_SHOWN);
  const said = screen.getByRole('status').textContent.replace(/[\u2068\u2069]/g, '');
  expect(said).toContain(`The first ${MOST_SHOWN - 1} of ${PLACES.length - 1}`);
  await type(field, 'post 9');
  expect(screen.getByRole('status').textContent).not.toContain('The first');
  await type(field, 'nowhere');
  expect(screen.getByRole('status').textContent).toBe('Nothing by that name.');
  expect(screen.queryByRole('listbox')).toBeNull();
});

it('is walked through with keys, and chosen from with Enter', async () => {
  const { field } = await show();
  expect(isOpen(field)).toBe(false);
  await press(field, 'ArrowDown');
  expect([isOpen(field), under(field)]).toEqual([true, 'Choose a place']);
  await press(field, 'ArrowDown');
  expect(under(field)).toBe('École de Sète');
  await press(field, 'End');
  expect(under(field)).toBe(PLACES[MOST_SHOWN - 1]?.label);
  await press(field, 'ArrowDown');
  expect(under(field)).toBe(PLACES[MOST_SHOWN - 1]?.label);
  await press(field, 'Home');
  await press(field, 'ArrowUp');
  expect(under(field)).toBe('Choose a place');
  await press(field, 'ArrowDown');
  // The form that it stands in is not sent by the key that chooses.
  expect(await press(field, 'Enter')).toBe(false);
  expect([field.value, isOpen(field)]).toEqual(['École de Sète', false]);
  expect(await press(field, 'Enter')).toBe(true);
});

it('takes the first that fits what is typed', async () => {
  const { field } = await show('a');
  expect(field.value).toBe('École de Sète');
  await type(field, 'post 42');
  expect(under(field)).toBe('Post 42');
  await press(field, 'Enter');
  expect(field.value).toBe('Post 42');
});

it('leaves the choice as it was after Escape, after a way elsewhere, and after Enter on nothing', async () => {
  const { field } = await show('a');
  const heard = vi.fn();
  window.addEventListener('keydown', heard);
  await type(field, 'post 42');
  await press(field, 'Escape');
  expect([field.value, isOpen(field)]).toEqual(['École de Sète', false]);
  // What listens around it does not hear of a key that closed the list; it hears of the next.
  expect(heard).not.toHaveBeenCalled();
  await press(field, 'Escape');
  expect(heard).toHaveBeenCalledOnce();
  window.removeEventListener('keydown', heard);
  await type(field, 'post 42');
  await fireEvent.blur(field);
  expect([field.value, isOpen(field)]).toEqual(['École de Sète', false]);
  await type(field, '');
  expect(under(field)).toBeNull();
  await press(field, 'Enter');
  expect([field.value, isOpen(field)]).toEqual(['École de Sète', false]);
});

it('is chosen from with a finger, and says which one stands', async () => {
  const { field } = await show('a');
  await fireEvent.click(field);
  expect(screen.getByRole('option', { selected: true }).textContent).toContain('Sète');
  const other = screen.getByRole('option', { name: 'Post 3' });
  // What is pressed leaves the focus in the field.
  expect(await fireEvent.mouseDown(other)).toBe(false);
  await fireEvent.click(other);
  expect([field.value, isOpen(field)]).toEqual(['Post 3', false]);
});
