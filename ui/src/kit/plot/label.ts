import { t, words } from '../../i18n/words.svelte';
import type { NumberLabel, NumberTable } from '../../ipc/generated';

/** A row or a series in words. */
export function named(label: NumberLabel): string {
  if (label.group === 'text') return label.code;
  if (label.group === 'month') return words.month(label.code);
  return label.code === '' ? t('number-not-said') : words.code(label.group, label.code);
}

/** A number as a table says it; held back is not the same as not known. */
export function said(table: NumberTable, value: number | null): string {
  if (value === null) return table.unit === 'persons' && table.held_back ? t('held-back') : t('not-known-short');
  const shown = words.number(Math.round(value * 10) / 10);
  return table.unit === 'percent' ? t('percent', { value: shown }) : shown;
}
