import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ReviewView } from '../ipc/generated';

const told: { name: string; args: unknown }[] = [];
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (name: string, { args }: { args: unknown }) => {
    told.push({ name, args });
    return Promise.resolve({ saved_at: '' });
  },
}));
const { words } = await import('../i18n/words.svelte');
const { default: ReviewChoice } = await import('./ReviewChoice.svelte');
const view = (more: Partial<ReviewView> = {}): ReviewView => ({ about: 'unit/u', reviewed: true, review: 'draft', by: '', at: null, changed: false, disputed: false, words: 'd1', ...more });
const show = (more: Partial<ReviewView> = {}) => render(ReviewChoice, { doc: 'p', view: view(more) });
const chip = (review: string): HTMLElement => screen.getByRole('button', { name: words.code('review', review) });

beforeEach(() => void told.splice(0));

it('agrees on the words that were shown, over the state that was shown', async () => {
  show();
  expect(chip('draft').getAttribute('aria-pressed')).toBe('true');
  await fireEvent.click(chip('agreed'));
  expect(told).toEqual([{ name: 'review_set', args: { doc: 'p', about: 'unit/u', was: 'draft', review: 'agreed', words: 'd1' } }]);
});

it('tells who set it, and that the text has changed since', () => {
  const said = { by: 'Boris', at: '2026-03-02T10:00:00Z' };
  const { unmount } = show({ ...said, review: 'agreed' });
  expect(screen.getByText(/Boris/).textContent).toBe(words.say('review-said', { name: 'Boris', time: words.moment(said.at) }));
  unmount();
  show({ ...said, review: 'in_review', changed: true });
  expect(screen.getByText(/Boris/).textContent).toBe(words.say('review-changed', { name: 'Boris', time: words.moment(said.at) }));
  expect(chip('in_review').getAttribute('aria-pressed')).toBe('true');
});

it('leads to the merge desk where two said differently, and only there', () => {
  const { unmount } = show();
  expect(screen.queryByRole('link')).toBe(null);
  unmount();
  show({ disputed: true });
  expect(screen.getByRole('link', { name: words.say('merge-open') }).getAttribute('href')).toBe('#/merge');
});
