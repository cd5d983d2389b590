import type { CommentView } from '../ipc/generated';

/** What of a visit a comment can be about: the first part of its path. */
export const KINDS_TALKED_ON = ['finding', 'observation', 'answer', 'report'] as const;

/** How many comments on a path, or on what stands under it, are not settled. */
export const openOn = (rows: CommentView[], about: string): number =>
  rows.filter((row) => !row.resolved && !row.withdrawn && (row.about === about || row.about.startsWith(`${about}/`))).length;
