import { ASKED } from './codes';

/** What is waited for at the gate, and inside, in the order in which it is usually asked for. */
const AT_THE_GATE = ['entry', 'registers', 'files', 'private_interview'] as const;
const INSIDE = ['premises', 'registers', 'files', 'private_interview'] as const;

/** What the next wait is likely for: the first that nobody waits for yet. */
export function likely(inside: boolean, waited: readonly string[]): string {
  const order = [...(inside ? INSIDE : AT_THE_GATE), ...ASKED];
  return order.find((asked) => !waited.includes(asked)) ?? 'other';
}
