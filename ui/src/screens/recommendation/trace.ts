import { t, words } from '../../i18n/words.svelte';
import type { Trace, TraceNode } from '../../ipc/generated';
import { inCodes } from '../../kit/evidence';

/** Columns of a trace, in their order. */
export const TRACE_COLUMNS = ['place', 'visit', 'source', 'finding', 'standard', 'recommendation', 'reply', 'verification'] as const;
/** The message prefix under which the code of a node stands, by column. */
const CODES: Record<string, string> = { visit: 'visit-kind', source: 'source', finding: 'finding-status', recommendation: 'board', reply: 'grade', verification: 'check' };

/** Characters of a node in a list. */
const CALLED_CHARS = 120;

/** What a node is, in words; what people wrote is not among them. */
export function about(node: TraceNode): string {
  if (node.interviews > 0) return t('trace-interviews', { count: node.interviews });
  const code = node.code && CODES[node.column] ? words.code(CODES[node.column] ?? '', node.code) : '';
  return [code, node.on ? words.day(node.on) : ''].filter(Boolean).join(' · ');
}

/** What people wrote or counted, or the question that was answered. */
export const said = (node: TraceNode): string =>
  node.question ? words.pick(node.question) : [inCodes(node.kind, node.says), node.text].filter(Boolean).join(' · ');

/** What stands under each key, in its order. */
function grouped<Item>(items: Item[], by: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(item);
    else groups.set(by(item), [item]);
  }
  return groups;
}

/** What a node is called where it is one of a list. */
export const called = (node: TraceNode): string => [about(node), said(node)].filter(Boolean).join(': ').slice(0, CALLED_CHARS) || t(`trace-${node.column}`);

/** Nodes that a node rests on, and that rest on it, over any number of steps; itself among them. */
export function connected(trace: Trace, id: string): Set<string> {
  const found = new Set([id]);
  for (const [here, there] of [['from', 'to'], ['to', 'from']] as const) {
    const steps = grouped(trace.edges, (edge) => edge[here]);
    // Either way is walked by itself: what rests on a reply to what it led to goes round in a ring.
    const walked = new Set([id]);
    for (const at of walked) for (const edge of steps.get(at) ?? []) walked.add(edge[there]);
    for (const at of walked) found.add(at);
  }
  return found;
}

/** A trace of one node alone: what it rests on, and what rests on it. */
export function around(trace: Trace, id: string): Trace {
  const kept = connected(trace, id);
  return { ...trace, nodes: trace.nodes.filter((node) => kept.has(node.id)), edges: trace.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to)) };
}

/** A trace as it is drawn: the cards of each column from its top, each in a row as high as any other. */
export interface Laid {
  columns: Map<string, TraceNode[]>;
  /** Rows of the tallest column. */
  rows: number;
  places: Map<string, { column: number; row: number }>;
  /** What each leads to. */
  next: Map<string, TraceNode[]>;
}

export function laid(trace: Trace): Laid {
  const columns = grouped(trace.nodes, (node) => node.column);
  const places = new Map(TRACE_COLUMNS.flatMap((name, column) => (columns.get(name) ?? []).map((node, row) => [node.id, { column, row }] as const)));
  const byId = new Map(trace.nodes.map((node) => [node.id, node]));
  const edges = grouped(trace.edges, (edge) => edge.from);
  const next = new Map([...edges].map(([from, all]) => [from, all.flatMap(({ to }) => byId.get(to) ?? [])] as const));
  return { columns, rows: Math.max(1, ...[...columns.values()].map((nodes) => nodes.length)), places, next };
}

/** Rows that are drawn, the first and the last. */
export type Rows = readonly [number, number];
/** Rows drawn above and below those in sight. */
export const BEYOND = 6;

/** The rows to draw where the window shows these pixels of a graph with rows so high. */
export function rowsIn(from: number, until: number, height: number): Rows {
  return [Math.max(0, Math.floor(from / height) - BEYOND), Math.max(0, Math.ceil(until / height) + BEYOND)];
}

/** The cards of a column to draw, each with its row. */
export const cards = (nodes: TraceNode[], [first, last]: Rows): { node: TraceNode; row: number }[] =>
  nodes.slice(first, last + 1).map((node, number) => ({ node, row: first + number }));

/** A line between two cards, in units of a column and a row. */
export interface Wire {
  key: string;
  from: string;
  to: string;
  path: string;
}

/** Units of one column and of one row. */
export const UNIT = 100;
/** Where a line leaves a card and where it comes to one, of a column. */
const [LEAVES, COMES] = [94, 6];

/** Every line of which an end is drawn, between the middles of its two cards; back to a source from its other side. */
export function wires(trace: Trace, { places }: Laid, [first, last]: Rows = [0, Infinity]): Wire[] {
  const isDrawn = ({ row }: { row: number }): boolean => row >= first && row <= last;
  return trace.edges.flatMap((edge) => {
    const [a, b] = [places.get(edge.from), places.get(edge.to)];
    if (!a || !b || !(isDrawn(a) || isDrawn(b))) return [];
    const [leaves, comes] = a.column < b.column ? [LEAVES, COMES] : [COMES, LEAVES];
    const [x1, y1] = [a.column * UNIT + leaves, (a.row + 0.5) * UNIT];
    const [x2, y2] = [b.column * UNIT + comes, (b.row + 0.5) * UNIT];
    const middle = (x1 + x2) / 2;
    return [{ key: `${edge.from} ${edge.to}`, from: edge.from, to: edge.to, path: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}` }];
  });
}
