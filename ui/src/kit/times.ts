import { t, words } from '../i18n/words.svelte';

/** Stands for an end that nobody knows. */
const OPEN = '..';

/** Days from one to another, both included; an empty text is an open end. */
export interface Time {
  from: string;
  until: string;
}

/** A time as a record holds it: `2026-03-02/2026-03-04`. */
export const timeText = ({ from, until }: Time): string => `${from || OPEN}/${until || OPEN}`;

/** A time from how a record holds it. */
export function timeOf(text: string): Time {
  const [from = '', until = ''] = text.split('/').map((end) => (end === OPEN ? '' : end));
  return { from, until };
}

/** Times of which something is said: one that was added and left empty is none. */
export const saidTimes = (times: string[]): string[] => times.filter((text) => Object.values(timeOf(text)).some((end) => end !== ''));

/** A time away, in words. */
export function awayText(text: string): string {
  const { from, until } = timeOf(text);
  return t('person-away', { from: words.day(from) || '…', until: words.day(until) || '…' });
}
