import type { CommentView, VerifyItem } from '../ipc/generated';

/** What in a record a comment or a task can be about: the first part of its path. */
export const KINDS_TALKED_ON = [
  'finding',
  'observation',
  'answer',
  'report',
  'access',
  'stay',
  'sample',
  'population',
  'unit',
  'count',
  'contact',
  'document',
  'statement',
  'letter',
  'answered',
  'message',
  'verification',
  'verified',
  'joint',
] as const;

/**
 * The kind of entry that a path is about; none for a record as a whole, and for what this version does not know. Of a visit,
 * `unit/…` is an area in which somebody is to be heard, and no unit: units stand with places.
 */
export function kindTalkedOn(about: string, record?: string): (typeof KINDS_TALKED_ON)[number] | undefined {
  const [noun] = about.split('/');
  return record === 'visit' && noun === 'unit' ? undefined : KINDS_TALKED_ON.find((kind) => noun === kind);
}

/** Where in the record of a visit it stands what was found about a recommendation. */
export const verifiedPath = (item: Pick<VerifyItem, 'row'>): string => `verified/${item.row.id}`;

/** Whether something is said about a path, or about what stands under it; about anything, where no path is asked for. */
export const isOn = (said: string, about: string): boolean => about === '' || said === about || said.startsWith(`${about}/`);

/** How many comments on a path, or on what stands under it, are not settled. */
export const openOn = (rows: CommentView[], about: string): number =>
  rows.filter((row) => !row.resolved && !row.withdrawn && isOn(row.about, about)).length;
