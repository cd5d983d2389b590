import { t, words } from '../i18n/words.svelte';
import type { TravelLoad } from '../ipc/generated';

/** Kinds of records in the order in which they are said. */
const KINDS = ['places', 'visits', 'interviews', 'plans', 'recommendations'] as const;

/** How many records of each kind there are, in words; of which there is none, nothing is said. Empty where there is none at all. */
export function saidLoad(load: TravelLoad): string {
  const some = KINDS.filter((kind) => load[kind] > 0);
  return new Intl.ListFormat(words.locale).format(some.map((kind) => t(`travel-load-${kind}`, { count: load[kind] })));
}
