import type { SearchHit } from '../../ipc/generated';
import { link } from '../../state/route.svelte';

/** Where a hit stands: the field itself where a screen shows one, else its record. */
export function target(hit: SearchHit): string {
  if (hit.kind === 'place') return link('places', hit.id);
  if (hit.kind === 'authority') return link('authorities', hit.id);
  if (['recommendation', 'reply', 'dialogue'].includes(hit.kind)) return link('recommendations', hit.id);
  if (!hit.visit) return link('visits');
  if (hit.kind === 'interview') return link('visits', hit.visit, 'interview', hit.id);
  if (hit.kind === 'finding') return link('visits', hit.visit, 'findings');
  const [noun, area, checklist, item] = (hit.path ?? '').split('/');
  if (noun === 'answer' && area && checklist && item) return link('visits', hit.visit, 'capture', area, checklist, item);
  return link('visits', hit.visit);
}
