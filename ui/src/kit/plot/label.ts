import { t, words } from '../../i18n/words.svelte';
import type { NumberLabel, NumberSeries, NumberTable } from '../../ipc/generated';

/** A row or a series in words. */
export function named(label: NumberLabel): string {
  if (label.group === 'text') return label.code;
  if (label.group === 'month') return words.month(label.code);
  return label.code === '' ? t('number-not-said') : words.code(label.group, label.code);
}

/** A number as a table says it; held back is not the same as not known. */
export function said(table: Pick<NumberTable, 'unit'>, value: number | null, heldBack = false): string {
  if (value === null) return t(heldBack ? 'held-back' : 'not-known-short');
  const shown = words.number(Math.round(value * 10) / 10);
  return table.unit === 'percent' ? t('percent', { value: shown }) : shown;
}

/** The number of a series in a row. */
export const cell = (table: Pick<NumberTable, 'unit'>, series: Pick<NumberSeries, 'values' | 'held_back'> | undefined, row: number): string =>
  said(table, series?.values[row] ?? null, series?.held_back.includes(row));
