import { same } from '../state/same';

/** A fact that a person and a colleague changed at the same time. */
export interface Collision<Facts> {
  field: keyof Facts;
  theirs: Facts[keyof Facts];
}

/**
 * What a form holds after the record moved on under it: untouched facts follow the record, touched ones stay as typed.
 * Where both sides touched the same fact, the collision says what the record says now.
 */
export function rebase<Facts extends object>(was: Facts, typed: Facts, now: Facts): { facts: Facts; collisions: Collision<Facts>[] } {
  const facts = { ...typed };
  const collisions: Collision<Facts>[] = [];
  for (const field of Object.keys(was) as (keyof Facts)[]) {
    if (same(typed[field], was[field])) facts[field] = now[field];
    else if (!same(now[field], was[field]) && !same(now[field], typed[field])) collisions.push({ field, theirs: now[field] });
  }
  return { facts, collisions };
}
