import type { VisitView } from '../ipc/generated';

/**
 * The area in which one begins to record, wherever one comes from: the first that one's seat covers, else the place as a
 * whole. One rule, so that two who were given no area answer in the same one, and see when they differ.
 */
export function ownArea(view: Pick<VisitView, 'team' | 'areas'>): string {
  const covered = view.team.find((seat) => seat.mine)?.areas ?? [];
  return covered.find((id) => view.areas.some((area) => area.id === id)) ?? 'general';
}
