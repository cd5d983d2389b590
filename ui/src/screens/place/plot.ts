import type { Count, CountOnSite } from '../../ipc/generated';

/** Size of the plot in its own units; it is drawn as wide as there is room. */
export const WIDTH = 480;
export const HEIGHT = 160;
/** Room for the numbers beside it and the days below it. */
export const MARGIN = { start: 40, end: 12, top: 10, bottom: 24 } as const;

export interface Point {
  x: number;
  y: number;
  day: string;
  value: number;
}

export interface Plot {
  held: Point[];
  /** Each capacity holds until the next one is said. */
  capacity: Point[];
  /** Numbers beside it. */
  marks: { y: number; value: number }[];
  from: string;
  until: string;
}

/** Years that a file of numbers holds at most. */
const WRITTEN_YEARS = 20;

/** The days of a plot that go into a file: all of them, or the last so many years. */
export function written({ from, until }: { from: string; until: string }): { from: string; to: string } {
  const first = `${String(Number(until.slice(0, 4)) - WRITTEN_YEARS + 1).padStart(4, '0')}-01-01`;
  return { from: from < first ? first : from, to: until };
}

/** A round number that is not less. */
export function roundUp(value: number): number {
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))));
  const step = [1, 2, 4, 5, 10].find((one) => one * scale >= value) ?? 10;
  return Math.max(2, step * scale);
}

/** What is drawn of one count. */
interface Counted {
  on: string;
  held: number | null;
  capacity: number | null;
}

/** The plot of counts in any order, of the register and on site; none where fewer than two days have a number. */
export function plot(counts: Count[], onSite: CountOnSite[] = []): Plot | null {
  const ofRegister = counts.flatMap(({ facts }): Counted[] => (facts.on === null || facts.dropped ? [] : [{ on: facts.on, held: facts.held, capacity: facts.capacity }]));
  const dated = [...ofRegister, ...onSite.map(({ on, held }) => ({ on, held, capacity: null }))].sort((a, b) => a.on.localeCompare(b.on));
  const days = [...new Set(dated.map(({ on }) => on))];
  const [from, until] = [days[0], days.at(-1)];
  if (from === undefined || until === undefined || from === until) return null;
  const time = (day: string): number => Date.parse(`${day}T00:00:00Z`);
  const top = roundUp(Math.max(...dated.map(({ held, capacity }) => Math.max(held ?? 0, capacity ?? 0))));
  const x = (day: string): number => MARGIN.start + ((time(day) - time(from)) / (time(until) - time(from))) * (WIDTH - MARGIN.start - MARGIN.end);
  const y = (value: number): number => HEIGHT - MARGIN.bottom - (value / top) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const points = (value: (count: Counted) => number | null): Point[] =>
    dated.flatMap((count) => {
      const said = value(count);
      return said === null ? [] : [{ x: x(count.on), y: y(said), day: count.on, value: said }];
    });
  return {
    held: points((count) => count.held),
    capacity: points((count) => count.capacity),
    marks: [0, top / 2, top].map((value) => ({ value, y: y(value) })),
    from,
    until,
  };
}

/** A line through points. */
export const through = (points: Point[]): string => points.map(({ x, y }, number) => `${number === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(' ');

/** A line of steps, on to the end of the plot. */
export function steps(points: Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  return `M${first.x.toFixed(1)} ${first.y.toFixed(1)} ${rest.map(({ x, y }) => `H${x.toFixed(1)} V${y.toFixed(1)}`).join(' ')} H${WIDTH - MARGIN.end}`;
}
