import type { ThreadEntry } from '../../ipc/generated';

/**
 * What is said to whoever edits it: that it was sent and its words stay in the dialogue, or that an earlier version logged a
 * letter without them. Nothing of one that no authority has.
 */
export function sentNotice(thread: ThreadEntry[]): 'recommendation-was-sent' | 'recommendation-was-sent-unkept' | null {
  const letters = thread.filter((one) => one.entry === 'letter').filter((one) => !one.facts.dropped);
  if (letters.length === 0) return null;
  return letters.every((one) => one.words !== null) ? 'recommendation-was-sent' : 'recommendation-was-sent-unkept';
}
