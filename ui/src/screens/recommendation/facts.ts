import type { RecommendationFacts } from '../../ipc/generated';

export const NO_FACTS: RecommendationFacts = {
  text: '',
  addressee: null,
  visit: null,
  place: null,
  theme: null,
  standards: '',
  priority: 'normal',
  deadline: null,
  reply_by: null,
  repeats: null,
};

/** The day of today where this device is, as the record writes days. */
export function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** So many days after a day. */
export function daysAfter(day: string, days: number): string {
  const moved = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(moved.getTime())) return '';
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** Days in which a reply is asked for where nobody names another day; the record has the same. */
export const REPLY_DAYS = 30;

/** The day by which a letter of today asks for a reply: the one that stands, unless it is past. */
export function replyDay(standing: string | null): string {
  return standing !== null && standing >= today() ? standing : daysAfter(today(), REPLY_DAYS);
}
