import { attempt } from './app.svelte';

/** What is under way, by what is meant with it. */
const intentions = new Map<unknown, Promise<boolean>>();

/**
 * As {@link attempt}, for what must not be done twice by one intention: pressed again before it is over, whatever was told in
 * between, it is not begun again. Returns whether it went well, and to whoever pressed again that it did not: what follows
 * from it follows once. The key says what is meant, and is the same after its form was closed and opened.
 */
export async function once(key: unknown, work: () => Promise<unknown>): Promise<boolean> {
  if (intentions.has(key)) return false;
  const answer = attempt(work);
  intentions.set(key, answer);
  const fine = await answer;
  intentions.delete(key);
  return fine;
}

/** Once what is meant with the key is no longer under way. */
export async function over(key: unknown): Promise<void> {
  await intentions.get(key);
}
