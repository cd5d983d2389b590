import { t } from '../../i18n/words.svelte';

/** Where the Optional Protocol knows grounds on which a visit to a place may be put off. */
const ARTICLE = 'OPCAT 14(2)';

/** What the grounds have in common on which access may be objected to: they are the Article's, or the body's profile has them. */
export const groundsLabel = (source: string): string => t(source === ARTICLE ? 'grounds-known' : 'grounds-known-here');

/** What a ground that somebody gave is worth, by where the grounds are written. */
export function groundSaid(source: string, known: boolean): string {
  if (source === ARTICLE) return t(known ? 'ground-known' : 'ground-unknown');
  return t(known ? 'ground-known-here' : 'ground-unknown-here');
}
