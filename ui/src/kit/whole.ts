import { t } from '../i18n/words.svelte';

/** A whole number from what was typed, in any digits of the languages shipped; none where nothing was typed. */
export function whole(text: string): number | null {
  const typed = plainDigits(text);
  return typed === '' ? null : Number(typed);
}

/** The sentence for the field where what was typed is no whole number that can be meant; none where it is fine. */
export function wholeError(text: string, most = 4_294_967_295): string | undefined {
  const typed = plainDigits(text);
  if (typed === '') return undefined;
  return /^\d+$/.test(typed) && Number(typed) <= most ? undefined : t('whole-number');
}

/** What was typed, its digits as those of Latin scripts. */
export function plainDigits(text: string | null | undefined): string {
  return String(text ?? '')
    .trim()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
}
