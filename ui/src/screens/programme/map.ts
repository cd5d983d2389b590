import { geoMercator, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Dot } from '../../ipc/generated';

export const SIZE = { width: 960, height: 560 } as const;
/** Room between the outermost dots and the edge. */
const EDGE = 70;
/** Never closer than this, however near to each other places lie: outlines are too coarse for it. */
const MAX_SCALE = 5_000;
/** How far beyond the edge outlines are drawn, so that their ends do not show. */
const BEYOND = 20;
const SMALLEST_DOT = 6;
const LARGEST_DOT = 18;
/** Persons that a dot of the largest size stands for. */
const LARGEST_CAPACITY = 1_000;

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

export interface Outline {
  land: string;
  borders: string;
}

/** What is looked at: times closer than all places together, and moved by so many units of the picture. */
export interface Look {
  closer: number;
  x: number;
  y: number;
}

let world: Promise<World> | undefined;
/** The outlines, read when somebody opens the map. */
export const outlines = (): Promise<World> => (world ??= import('world-atlas/countries-50m.json').then((read) => read.default as unknown as World));

/** The projection in which all dots are seen, closer or moved as somebody looks. */
export function projected(dots: Dot[], look: Look) {
  const projection = geoMercator();
  const points = { type: 'MultiPoint' as const, coordinates: dots.map((dot) => [dot.longitude, dot.latitude]) };
  projection.fitExtent([[EDGE, EDGE], [SIZE.width - EDGE, SIZE.height - EDGE]], points);
  const [x, y] = projection.translate();
  const fitted = projection.scale();
  const scale = Math.min(Number.isFinite(fitted) ? fitted : MAX_SCALE, MAX_SCALE);
  // Scaled about the middle of the picture.
  const middle = projection.invert?.([SIZE.width / 2, SIZE.height / 2]) ?? [0, 0];
  if (Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(middle[0]) && Number.isFinite(middle[1])) projection.center(middle);
  projection.scale(scale * look.closer).translate([SIZE.width / 2 + look.x, SIZE.height / 2 + look.y]);
  return projection.clipExtent([[-BEYOND, -BEYOND], [SIZE.width + BEYOND, SIZE.height + BEYOND]]);
}

export function outline(of: World, projection: ReturnType<typeof projected>): Outline {
  const path = geoPath(projection);
  const { land, countries } = of.objects;
  return {
    land: path(feature(of, land)) ?? '',
    borders: path(mesh(of, countries, (a, b) => a !== b)) ?? '',
  };
}

/** By area, so that twice the persons is twice the ink. */
export function radius(capacity: number | null): number {
  const part = Math.sqrt(Math.min(capacity ?? 0, LARGEST_CAPACITY) / LARGEST_CAPACITY);
  return SMALLEST_DOT + (LARGEST_DOT - SMALLEST_DOT) * part;
}

/** Each state has a shape of its own: a square, a pentagon, a diamond, a triangle, a circle. */
export function shape(state: string, r: number): string {
  switch (state) {
    case 'never_visited':
      return `M${-r},${-r}H${r}V${r}H${-r}Z`;
    case 'no_full_visit':
      return `M0,${-r * 1.25}L${r * 1.2},${-r * 0.4}L${r * 0.75},${r}H${-r * 0.75}L${-r * 1.2},${-r * 0.4}Z`;
    case 'overdue':
      return `M0,${-r * 1.3}L${r * 1.3},0L0,${r * 1.3}L${-r * 1.3},0Z`;
    case 'due_soon':
      return `M0,${-r * 1.2}L${r * 1.15},${r}H${-r * 1.15}Z`;
    default:
      return `M${-r},0A${r},${r} 0 1 1 ${r},0A${r},${r} 0 1 1 ${-r},0Z`;
  }
}
