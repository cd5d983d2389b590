import type { Asked } from '../ipc/generated';
import { link } from '../state/route.svelte';

/** The screen on which the field that a lead asks about is written. */
export function fieldLink(asked: Asked): string {
  const [noun, ...rest] = asked.path.split('/');
  if (asked.kind === 'place') return link('places', asked.doc);
  if (asked.kind === 'recommendation') return link('recommendations', asked.doc);
  // A draw by lot stands among planned visits and is none.
  if (noun === 'draw') return link('programme', 'draw');
  if (asked.kind === 'plan') return link('programme', 'plan', asked.doc);
  if (asked.kind === 'authority') return link('authorities', asked.doc);
  if (asked.kind === 'body') return link('body');
  const visit = asked.visit ?? '';
  if (asked.kind === 'interview') return link('visits', visit, 'interview', asked.doc);
  if (noun === 'answer') return link('visits', visit, 'capture', ...rest);
  return noun === 'finding' ? link('visits', visit, 'findings') : link('visits', visit);
}
