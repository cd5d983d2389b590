import type { VisitView } from '../../ipc/generated';

/** What of a visit's preparation is still to be settled: advice, in the order in which it is settled. */
export type Missing = { code: 'objectives' | 'team' | 'areas' | 'checklists' | 'undivided' } | { code: 'uncovered'; areas: string[] };

export function missing({ objectives, team, areas, checklists }: Pick<VisitView, 'objectives' | 'team' | 'areas' | 'checklists'>): Missing[] {
  const found: Missing[] = [];
  // The whole place is an area without a name.
  const named = areas.filter((area) => area.name !== '');
  const uncovered = named.filter((area) => !team.some((seat) => seat.areas.includes(area.id)));
  if (objectives.trim() === '') found.push({ code: 'objectives' });
  if (team.length === 0) found.push({ code: 'team' });
  if (named.length === 0) found.push({ code: 'areas' });
  else if (uncovered.length === named.length) found.push({ code: 'undivided' });
  else if (uncovered.length > 0) found.push({ code: 'uncovered', areas: uncovered.map((area) => area.name) });
  if (checklists.length === 0) found.push({ code: 'checklists' });
  return found;
}
