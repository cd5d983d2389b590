import { t, words } from '../i18n/words.svelte';
import type { UnannouncedView } from '../ipc/generated';

/** Why a visit has to be unannounced, in words. */
export function unannouncedSays({ months, last, planned }: UnannouncedView): string {
  if (planned) return t('unannounced-planned', { month: words.month(planned), months });
  return last ? t('unannounced-since', { day: words.day(last), months }) : t('unannounced-none', { months });
}
