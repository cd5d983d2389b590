import { t, words } from '../../i18n/words.svelte';
import type { Trace, TraceNode } from '../../ipc/generated';
import { inCodes } from '../../kit/evidence';

/** Columns of a trace, in their order. */
export const TRACE_COLUMNS = ['place', 'visit', 'source', 'finding', 'standard', 'recommendation', 'reply', 'verification'] as const;
/** The message prefix under which the code of a node stands, by column. */
const CODES: Record<string, string> = { visit: 'visit-kind', source: 'source', finding: 'finding-status', recommendation: 'board', reply: 'grade', verification: 'check' };

/** What a node is, in words; what people wrote is not among them. */
export function about(node: TraceNode): string {
  if (node.interviews > 0) return t('trace-interviews', { count: node.interviews });
  const code = node.code && CODES[node.column] ? words.code(CODES[node.column] ?? '', node.code) : '';
  return [code, node.on ? words.day(node.on) : ''].filter(Boolean).join(' · ');
}

/** What people wrote or counted, or the question that was answered. */
export const said = (node: TraceNode): string =>
  node.question ? words.pick(node.question) : [inCodes(node.kind, node.says), node.text].filter(Boolean).join(' · ');

/** Nodes that a node rests on, and that rest on it, over any number of steps; itself among them. */
export function connected(trace: Trace, id: string): Set<string> {
  const found = new Set([id]);
  const walk = (from: string, next: (at: string) => string[]): void => {
    for (const to of next(from)) {
      if (found.has(to)) continue;
      found.add(to);
      walk(to, next);
    }
  };
  walk(id, (at) => trace.edges.filter((edge) => edge.from === at).map((edge) => edge.to));
  walk(id, (at) => trace.edges.filter((edge) => edge.to === at).map((edge) => edge.from));
  return found;
}

/** A trace of one node alone: what it rests on, and what rests on it. */
export function around(trace: Trace, id: string): Trace {
  const kept = connected(trace, id);
  return { nodes: trace.nodes.filter((node) => kept.has(node.id)), edges: trace.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to)) };
}

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

/** Every line, between the middles of its two cards. */
export function wires(trace: Trace): Wire[] {
  const rows = new Map<string, { column: number; row: number }>();
  TRACE_COLUMNS.forEach((name, column) => {
    trace.nodes.filter((node) => node.column === name).forEach((node, row) => rows.set(node.id, { column, row }));
  });
  return trace.edges.flatMap((edge) => {
    const [a, b] = [rows.get(edge.from), rows.get(edge.to)];
    if (!a || !b) return [];
    const [x1, y1] = [a.column * UNIT + LEAVES, (a.row + 0.5) * UNIT];
    const [x2, y2] = [b.column * UNIT + COMES, (b.row + 0.5) * UNIT];
    const middle = (x1 + x2) / 2;
    return [{ key: `${edge.from} ${edge.to}`, from: edge.from, to: edge.to, path: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}` }];
  });
}
