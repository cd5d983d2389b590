import { link } from '../state/route.svelte';

/** A record as Today tells of it, and the path in it that something is about. */
interface Told {
  doc: string;
  kind: string;
  /** The visit, of an interview or an entry on reprisals. */
  visit?: string;
  about?: string;
}

const LISTS: Record<string, string> = { place: 'places', authority: 'authorities', recommendation: 'recommendations' };

/** The screen on which the team talks about a record, or about a part of it. */
export function recordLink({ doc, kind, visit = '', about = '' }: Told): string {
  const list = LISTS[kind];
  if (list) return link(list, doc);
  if (kind === 'plan') return link('programme', 'plan', doc);
  if (kind === 'interview') return link('visits', visit, 'interview', doc);
  if (kind === 'reprisal') return visit ? link('visits', visit, 'reprisals') : link('reprisals');
  const [noun, id] = about.split('/');
  return noun === 'finding' && id ? link('visits', doc, 'findings', id) : link('visits', doc, 'tasks');
}
