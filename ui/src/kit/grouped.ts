/** Things under what they have in common, in the order in which each group's first comes. */
export function grouped<Thing>(all: Thing[], key: (thing: Thing) => string): [string, Thing[]][] {
  const groups = new Map<string, Thing[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return [...groups.entries()];
}
