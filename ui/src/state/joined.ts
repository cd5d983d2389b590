import { same } from './same';

const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What was kept before, and what was typed before that was read: both began with the same. What one of them did not touch is as
 * the other has it; of two texts the newer stands below the older; of two choices the newer holds.
 */
export function joined<Value>(begun: Value, kept: Value, typed: Value): Value {
  if (same(typed, begun) || same(typed, kept)) return kept;
  if (same(kept, begun)) return typed;
  if (typeof kept === 'string' && typeof typed === 'string') {
    const both = [kept, typed].map((text) => text.trim()).filter((text) => text !== '');
    return both.join('\n') as Value;
  }
  if (!isGroup(kept) || !isGroup(typed)) return typed;
  const start: Record<string, unknown> = isGroup(begun) ? begun : {};
  const names = new Set([...Object.keys(kept), ...Object.keys(typed)]);
  return Object.fromEntries([...names].map((name) => [name, joined(start[name], kept[name], typed[name])])) as Value;
}
