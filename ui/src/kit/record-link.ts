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

/** The screens of a visit on which entries stand that have none of their own. */
const SCREENS: Record<string, string> = { access: 'access', stay: 'access', sample: 'counts', population: 'counts', report: 'report', verified: 'verify' };
/** What names a question after the area: its checklist and itself. */
const ANSWERED = 2;

/** The screen on which the team talks about a record, or about a part of it. */
export function recordLink({ doc, kind, visit = '', about = '' }: Told): string {
  const [noun, id, ...rest] = about.split('/');
  const list = LISTS[kind];
  if (kind === 'authority' && noun === 'joint' && id) return link('authorities', doc, 'replies', id);
  if (list) return link(list, doc);
  if (kind === 'plan') return link('programme', 'plan', doc);
  if (kind === 'interview') return link('visits', visit, 'interview', doc);
  if (kind === 'reprisal') return visit ? link('visits', visit, 'reprisals') : link('reprisals');
  if (noun === 'finding' && id) return link('visits', doc, 'findings', id);
  if (noun === 'observation' && id) return link('visits', doc, 'observations', id);
  if (noun === 'answer' && id && rest.length === ANSWERED) return link('visits', doc, 'capture', id, ...rest);
  return link('visits', doc, SCREENS[noun ?? ''] ?? 'tasks');
}
