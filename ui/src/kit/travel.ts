import { t } from '../i18n/words.svelte';
import type { TravelLoad } from '../ipc/generated';

/** How many records of each kind, in words. */
export const saidLoad = ({ places, visits, interviews, plans, recommendations }: TravelLoad): string =>
  t('travel-load', { places, visits, interviews, plans, recommendations });
