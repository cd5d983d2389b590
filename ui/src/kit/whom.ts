import type { Named } from '../ipc/generated';

/** Who can be asked for something: the members, and whoever was asked before, though they may not read the record any more. */
export function whoCanBeAsked(members: Named[], asked?: { facts: { whom: string | null }; whom_name: string }): Named[] {
  const whom = asked?.facts.whom;
  if (!whom || members.some((one) => one.member === whom)) return members;
  return [...members, { member: whom, name: asked.whom_name }];
}
