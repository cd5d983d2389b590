import { words } from '../../i18n/words.svelte';
import type { CoverageAsk, Seen } from '../../ipc/generated';
import { offsetMinutes } from '../../kit/moments';

/** How the hours of a visit are told: by this device's clock where no stay says the place's own. */
export const ask = (visit: string): CoverageAsk => ({
  visit,
  offset_minutes: offsetMinutes(),
});

/** What something to be seen is called. */
export function seenName(seen: Pick<Seen, 'kind' | 'code' | 'name'>): string {
  if (seen.name !== '') return seen.name;
  const prefix = { theme: 'theme', hours: 'hours', gender: 'group', status: 'group' }[seen.kind];
  return prefix ? words.code(prefix, seen.code) : seen.code;
}
