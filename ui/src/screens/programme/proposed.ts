import type { AdoptLine, ProposedLine } from '../../ipc/generated';

/** What somebody changed of a line before it is taken; what is not in it stays as proposed. */
export type Change = Partial<Pick<ProposedLine, 'month' | 'hours' | 'days' | 'announced'>>;

const FIELDS = ['month', 'hours', 'days', 'announced'] as const;

/** The name of a line within its proposal. */
export const keyOf = (line: ProposedLine): string => `${line.place}/${line.month}`;

/** A line as it would be taken. */
export const changed = (line: ProposedLine, change: Change | undefined): ProposedLine => ({ ...line, ...change });

/** What differs from the proposal; nothing where a change was taken back. */
export function differs(line: ProposedLine, wanted: ProposedLine): Change | undefined {
  const fields = FIELDS.filter((field) => wanted[field] !== line[field]);
  return fields.length === 0 ? undefined : Object.fromEntries(fields.map((field) => [field, wanted[field]]));
}

/** A line to be planned. Why it is proposed is said of the month that was proposed. */
export function toAdopt(line: ProposedLine, change: Change | undefined, reason: string): AdoptLine {
  const { place, month, announced, hours, days } = changed(line, change);
  return { place, month, reason, announced, hours, days };
}

/** All of them in order, at most so many at a time. */
export function portions<Thing>(all: Thing[], most: number): Thing[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most));
}
