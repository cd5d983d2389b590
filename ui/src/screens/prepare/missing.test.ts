import { expect, it } from 'vitest';
import type { Area, ChecklistProgress, TeamSeat } from '../../ipc/generated';
import { missing } from './missing';

const seat = (...areas: string[]): TeamSeat => ({ areas }) as TeamSeat;
const area = (id: string, name: string): Area => ({ id, name }) as Area;
const place = area('general', '');
const prepared = { objectives: 'The night shift', team: [seat('a', 'b')], areas: [place, area('a', 'Unit A'), area('b', 'Unit B')], checklists: [{} as ChecklistProgress] };

it('says nothing of a visit that is prepared', () => {
  expect(missing(prepared)).toEqual([]);
});

it('says what is not settled yet, and who goes where by the names of the areas', () => {
  expect(missing({ objectives: ' ', team: [], areas: [place], checklists: [] }).map(({ code }) => code)).toEqual(['objectives', 'team', 'areas', 'checklists']);
  expect(missing({ ...prepared, team: [seat()] })).toEqual([{ code: 'undivided' }]);
  expect(missing({ ...prepared, team: [seat('a'), seat()] })).toEqual([{ code: 'uncovered', areas: ['Unit B'] }]);
});
