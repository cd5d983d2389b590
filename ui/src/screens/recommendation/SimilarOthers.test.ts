import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import type { RecommendationRow, RecommendationView, Similar } from '../../ipc/generated';
import { NO_FACTS } from './facts';

const told: { name: string; args: unknown }[] = [];
let alike: Similar[] = [];
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (name: string, { args }: { args: unknown }) => {
    told.push({ name, args });
    return Promise.resolve(name === 'similar_find' ? { rows: alike } : { saved_at: '' });
  },
}));
const { words } = await import('../../i18n/words.svelte');
const { default: SimilarOthers } = await import('./SimilarOthers.svelte');

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 5));
const row = (id: string, place_name = ''): RecommendationRow => ({ id, reference: `2026-${id}`, text: 'Open the yard.', column: 'sent', place_name }) as RecommendationRow;
const like = (id: string, place_name?: string): Similar => ({ row: row(id, place_name), percent: 60, shared: ['yard'] });
const FACTS = { ...NO_FACTS, text: 'Open the yard each day.' };
const view = (more: Partial<RecommendationView> = {}): RecommendationView =>
  ({ row: row('MINE'), facts: FACTS, earlier: [], later: [], conflicts: [], ...more }) as unknown as RecommendationView;
const names = (): (string | null)[] => screen.queryAllByRole('link').map((link) => link.textContent);
const marks = () => screen.queryAllByRole('button', { name: new RegExp(words.say('similar-repeat')) });

beforeEach(() => {
  told.length = 0;
  alike = [];
});

it('shows what is not linked with it yet, with its place, and asks once for each time it was read', async () => {
  alike = [like('A', 'Holm Gate'), like('B'), like('C')];
  const { rerender } = render(SimilarOthers, { view: view({ later: [row('C')] }) });
  await settle();
  expect(names()).toEqual(['2026-A', '2026-B']);
  screen.getByText('Holm Gate');
  await rerender({ view: view({ later: [row('B'), row('C')] }) });
  await settle();
  expect(names()).toEqual(['2026-A']);
  const asked = { name: 'similar_find', args: { text: FACTS.text, except: 'MINE' } };
  expect(told).toEqual([asked, asked]);
});

it('says nothing where nothing is alike', async () => {
  render(SimilarOthers, { view: view() });
  await settle();
  expect(screen.queryByRole('heading')).toBeNull();
});

it('is marked as repeating one of them, and no further one', async () => {
  alike = [like('A'), like('B')];
  const { rerender } = render(SimilarOthers, { view: view() });
  await settle();
  expect(marks().length).toBe(2);
  await fireEvent.click(screen.getByRole('button', { name: new RegExp('2026-A') }));
  await settle();
  expect(told.filter(({ name }) => name === 'recommendation_set').map(({ args }) => args)).toEqual([
    { recommendation: 'MINE', was: FACTS, facts: { ...FACTS, repeats: 'A' } },
  ]);
  await rerender({ view: view({ facts: { ...FACTS, repeats: 'A' }, earlier: [row('A')] }) });
  await settle();
  expect(names()).toEqual(['2026-B']);
  expect(marks()).toEqual([]);
});

it('is marked by nobody once it is withdrawn, or while colleagues differ on what it repeats', async () => {
  alike = [like('A')];
  const { rerender } = render(SimilarOthers, { view: view({ row: { ...row('MINE'), column: 'withdrawn' } }) });
  await settle();
  expect([names().length, marks().length]).toEqual([1, 0]);
  await rerender({ view: view({ conflicts: ['recommendation/repeats'] }) });
  await settle();
  expect([names().length, marks().length]).toEqual([1, 0]);
});
