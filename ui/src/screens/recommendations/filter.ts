import { folded } from '../../i18n/folded';
import { words } from '../../i18n/words.svelte';
import type { RecommendationRow } from '../../ipc/generated';

/** What somebody looks for; an empty one narrows nothing. */
export interface Wanted {
  text: string;
  column: string;
  addressee: string;
  place: string;
  theme: string;
  priority: string;
}

const CODES = ['column', 'addressee', 'place', 'theme', 'priority'] as const;

export function fits(row: RecommendationRow, wanted: Wanted): boolean {
  const text = folded(`${row.text} ${row.reference}`);
  return (
    CODES.every((name) => wanted[name] === '' || row[name] === wanted[name]) &&
    folded(wanted.text.trim()).split(/\s+/).every((word) => text.includes(word))
  );
}

/** Authorities or places that stand in the rows, each once, by name. */
export function named(rows: RecommendationRow[], field: 'addressee' | 'place'): { value: string; label: string }[] {
  const names = new Map(rows.filter((row) => row[field] !== '').map((row) => [row[field], row[`${field}_name`]]));
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, words.locale));
}

/** How the recommendations of one theme stand. */
export interface Tally {
  theme: string;
  all: number;
  done: number;
  partly: number;
  rejected: number;
  open: number;
}

/** What is counted, in the order of a bar. */
export const STANDINGS = ['done', 'partly', 'open', 'rejected'] as const;

function standing(row: RecommendationRow): (typeof STANDINGS)[number] {
  if (row.column === 'done') return 'done';
  if (row.implementation === 'partial') return 'partly';
  return row.column === 'rejected' ? 'rejected' : 'open';
}

/** A year by theme, those with most recommendations first. What was said again counts where it was said last. */
export function tallies(rows: RecommendationRow[], year: number): Tally[] {
  const found = new Map<string, Tally>();
  for (const row of rows) {
    if (row.year !== year || row.column === 'repeated' || row.column === 'withdrawn') continue;
    const theme = row.theme ?? '';
    const tally = found.get(theme) ?? { theme, all: 0, done: 0, partly: 0, rejected: 0, open: 0 };
    tally.all += 1;
    tally[standing(row)] += 1;
    found.set(theme, tally);
  }
  return [...found.values()].sort((a, b) => b.all - a.all || a.theme.localeCompare(b.theme));
}
