import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import VirtualList from './VirtualList.svelte';
import { printing } from './printing.svelte';
import { nothingIsLaidOut } from './unlaid';
import { WHOLE_UP_TO } from './virtual';

const row = createRawSnippet<[unknown]>((item) => ({ render: () => `<p><button type="button">${String(item())}</button></p>` }));
const list = { items: ['a', 'b', 'c'], key: (item: unknown): string => String(item), row, label: 'Letters' };

beforeEach(() => {
  // Nothing scrolls here.
  Element.prototype.scrollIntoView = vi.fn();
  nothingIsLaidOut();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const focused = (): string | null | undefined => document.activeElement?.textContent;

it('leads to the row it was opened for, and follows whoever is led to another', async () => {
  const shown = render(VirtualList, { ...list, at: 'b' });
  await vi.waitFor(() => expect(focused()).toBe('b'));
  await shown.rerender({ at: 'c' });
  await vi.waitFor(() => expect(focused()).toBe('c'));
});

it('leaves the reader where they are as the list changes, and where there is no such row', async () => {
  const shown = render(VirtualList, { ...list, at: 'b' });
  await vi.waitFor(() => expect(focused()).toBe('b'));
  screen.getByRole('button', { name: 'a' }).focus();
  await shown.rerender({ items: ['a', 'b', 'c', 'd'] });
  await new Promise((done) => setTimeout(done, 0));
  expect(focused()).toBe('a');
  await shown.rerender({ at: 'gone' });
  await new Promise((done) => setTimeout(done, 0));
  expect(focused()).toBe('a');
});

it('keeps the row drawn that a dialog is open in, wherever the focus goes', async () => {
  const items = Array.from({ length: WHOLE_UP_TO + 1 }, (_, at) => `line ${at}`);
  render(VirtualList, { ...list, items });
  const last = (): HTMLElement | null => screen.queryByRole('button', { name: `line ${WHOLE_UP_TO}`, hidden: true });
  screen.getByRole('button', { name: 'line 0' }).focus();
  await fireEvent.keyDown(screen.getByRole('button', { name: 'line 0' }), { key: 'End' });
  await vi.waitFor(() => expect(focused()).toBe(`line ${WHOLE_UP_TO}`));
  const dialog = document.createElement('dialog');
  dialog.setAttribute('open', '');
  last()?.after(dialog);
  last()?.blur();
  await tick();
  expect(last()).not.toBeNull();
  dialog.removeAttribute('open');
  last()?.focus();
  last()?.blur();
  await tick();
  expect(last()).toBeNull();
});

it('is drawn as far as it is seen, and whole on paper', async () => {
  const items = Array.from({ length: WHOLE_UP_TO + 1 }, (_, at) => `line ${at}`);
  render(VirtualList, { ...list, items });
  const drawn = (): number => screen.getAllByRole('listitem').length;
  expect(drawn()).toBeLessThan(items.length);
  window.dispatchEvent(new Event('beforeprint'));
  expect(drawn()).toBe(items.length);
  window.dispatchEvent(new Event('afterprint'));
  expect(drawn()).toBeLessThan(items.length);
  // A window that says nothing of its printing.
  const paper: number[] = [];
  vi.stubGlobal('print', () => paper.push(drawn()));
  printing.print();
  expect(paper).toEqual([items.length]);
  window.dispatchEvent(new Event('pointerdown'));
  expect(drawn()).toBeLessThan(items.length);
});
