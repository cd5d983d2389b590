import type { FindingRow, RecommendationRow } from '../../ipc/generated';
import { fits as isAsked } from '../recommendations/filter';
import { NOTHING, fits } from './filter';

/** Most that are offered under one heading; words find the others. */
export const MOST_OFFERED = 20;

/** How near something stands: of the same visit, of another visit to the place, of any visit. */
export const NEAR = ['visit', 'place', 'all'] as const;
export type Near = (typeof NEAR)[number];

/** What is offered, the nearest first. */
export interface Offered<Row> {
  near: Near;
  rows: Row[];
  /** How many more there are. */
  more: number;
}

/** Where what is offered is wanted. */
export interface Wanted {
  visits: string[];
  place: string;
  /** Those that are linked already, which are not offered again. */
  linked: (row: { id: string; visit: string }) => boolean;
}

function offered<Row extends { id: string; visit: string; place: string }>(rows: Row[], { visits, place, linked }: Wanted, far: boolean): Offered<Row>[] {
  const nearness = (row: Row): Near => (visits.includes(row.visit) ? 'visit' : place !== '' && row.place === place ? 'place' : 'all');
  const free = rows.filter((row) => !linked(row));
  return NEAR.filter((near) => far || near !== 'all').flatMap((near) => {
    const here = free.filter((row) => nearness(row) === near);
    return here.length === 0 ? [] : [{ near, rows: here.slice(0, MOST_OFFERED), more: Math.max(0, here.length - MOST_OFFERED) }];
  });
}

/** Findings that a recommendation can answer. Those of visits elsewhere are found by words. */
export const findings = (rows: FindingRow[], wanted: Wanted, text: string): Offered<FindingRow>[] =>
  offered(rows.filter((row) => fits(row, { ...NOTHING, text })), wanted, text.trim() !== '');

/** Recommendations that can answer a finding. Those about other places are found by words or by their reference. */
export const recommendations = (rows: RecommendationRow[], wanted: Wanted, text: string): Offered<RecommendationRow>[] =>
  offered(rows.filter((row) => isAsked(row, { text, column: '', addressee: '', place: '', theme: '', priority: '' })), wanted, text.trim() !== '');
