import { folded } from '../../i18n/folded';
import { words } from '../../i18n/words.svelte';
import type { FindingRow } from '../../ipc/generated';

/** What somebody looks for; an empty one narrows nothing. */
export interface Wanted {
  text: string;
  place: string;
  theme: string;
  standard: string;
  status: string;
  severity: string;
  /** `yes`, `no`: whether a recommendation answers it. */
  recommended: string;
}

export const NOTHING: Wanted = { text: '', place: '', theme: '', standard: '', status: '', severity: '', recommended: '' };
/** Asks for what nobody has weighed. */
export const UNWEIGHED = 'none';

const CODES = ['place', 'theme', 'status'] as const;

/** Whether a standard is the one asked for, or a part of it: `MR 1` has `MR 1(2)`, and not `MR 13`. */
export function isOf(standard: string, wanted: string): boolean {
  const [whole, asked] = [standard.trim().toLowerCase(), wanted.trim().toLowerCase()];
  return whole.startsWith(asked) && !/^[\p{L}\p{N}]/u.test(whole.slice(asked.length));
}

export function fits(row: FindingRow, wanted: Wanted): boolean {
  const text = folded(`${row.statement} ${row.place_name}`);
  return (
    CODES.every((name) => wanted[name] === '' || row[name] === wanted[name]) &&
    (wanted.severity === '' || (row.severity ?? UNWEIGHED) === wanted.severity) &&
    (wanted.standard === '' || row.standards.some((standard) => isOf(standard, wanted.standard))) &&
    (wanted.recommended === '' || row.recommendations > 0 === (wanted.recommended === 'yes')) &&
    folded(wanted.text.trim()).split(/\s+/).every((word) => text.includes(word))
  );
}

/** Places that stand in the rows, each once, by name. */
export function places(rows: FindingRow[]): { value: string; label: string }[] {
  const names = new Map(rows.filter((row) => row.place !== '').map((row) => [row.place, row.place_name]));
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, words.locale));
}

/** Standards that stand in the rows, each once, in the order in which people count them; the one that is asked for among them. */
export function standards(rows: FindingRow[], asked = ''): { value: string; label: string }[] {
  const all = new Set([...(asked === '' ? [] : [asked]), ...rows.flatMap((row) => row.standards)]);
  return [...all].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).map((value) => ({ value, label: value }));
}

/** Findings under the visit that they came out of, in the order of the rows. */
export function byVisit(rows: FindingRow[]): { visit: string; rows: FindingRow[] }[] {
  const found = new Map<string, FindingRow[]>();
  for (const row of rows) found.set(row.visit, [...(found.get(row.visit) ?? []), row]);
  return [...found].map(([visit, of]) => ({ visit, rows: of }));
}
