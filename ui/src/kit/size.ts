import { words } from '../i18n/words.svelte';

/** Bytes as people read them. */
export const size = (bytes: number): string =>
  new Intl.NumberFormat(words.locale, { style: 'unit', unit: bytes < 1e6 ? 'kilobyte' : 'megabyte', maximumFractionDigits: 1 }).format(
    bytes / (bytes < 1e6 ? 1e3 : 1e6),
  );
