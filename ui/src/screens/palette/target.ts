import type { SearchHit } from '../../ipc/generated';
import { recordLink } from '../../kit/record-link';
import { link } from '../../state/route.svelte';

/** Where a hit stands: the field itself where a screen shows one, else its record. */
export function target(hit: SearchHit): string {
  // A draw is called by its year, and stands among those of it.
  if (hit.record === 'draw') return link('programme', 'draw', hit.record_title);
  if (hit.kind === 'rule') return link('programme', 'rules');
  if (hit.record === 'body') return link('body');
  // Outside a visit everything of a record stands on the one screen of it; talk has a screen of its own on a visit.
  if (hit.record !== 'visit' && hit.record !== 'interview' && hit.record !== '') return recordLink({ doc: hit.id, kind: hit.record });
  if (!hit.visit) return link('visits');
  if (hit.kind === 'comment' || hit.kind === 'task') return link('visits', hit.visit, 'tasks');
  if (hit.kind === 'access') return link('visits', hit.visit, 'access');
  if (hit.kind === 'sample') return link('visits', hit.visit, 'counts');
  if (hit.kind === 'interview') return link('visits', hit.visit, 'interview', hit.id);
  const [noun, id, checklist, item] = (hit.path ?? '').split('/');
  if (hit.kind === 'finding') return link('visits', hit.visit, 'findings', ...(id ? [id] : []));
  if (noun === 'observation' && id) return link('visits', hit.visit, 'observations', id);
  if (noun === 'answer' && id && checklist && item) return link('visits', hit.visit, 'capture', id, checklist, item);
  return link('visits', hit.visit);
}
