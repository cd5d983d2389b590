import { expect, it } from 'vitest';
import type { Trace, TraceNode } from '../../ipc/generated';
import { BEYOND, around, cards, connected, laid, rowsIn, said, wires } from './trace';

const node = (id: string, column: string): TraceNode => ({ id, column, code: null, text: '', question: null, kind: null, says: null, on: null, interviews: 0, at: '' });
const trace: Trace = {
  nodes: [node('p', 'place'), node('v', 'visit'), node('f1', 'finding'), node('f2', 'finding'), node('r', 'recommendation')],
  edges: [{ from: 'p', to: 'v' }, { from: 'v', to: 'f1' }, { from: 'v', to: 'f2' }, { from: 'f1', to: 'r' }],
  beyond: 0,
};

it('follows what something rests on and what rests on it, and nothing beside that', () => {
  expect([...connected(trace, 'f1')].sort()).toEqual(['f1', 'p', 'r', 'v']);
  expect([...connected(trace, 'f2')].sort()).toEqual(['f2', 'p', 'v']);
  expect(connected(trace, 'p').size).toBe(5);
});

it('leaves to the trace of one finding what it rests on and led to', () => {
  const { nodes, edges } = around(trace, 'f1');
  expect(nodes.map(({ id }) => id)).toEqual(['p', 'v', 'f1', 'r']);
  expect(edges.map(({ from, to }) => `${from} ${to}`)).toEqual(['p v', 'v f1', 'f1 r']);
});

it('says what was counted and what was refused beside the words of the team', () => {
  const counted = { ...node('s', 'source'), kind: 'count', says: { code: 'total', outcome: null, number: 412 } };
  expect(said(counted)).toBe('All persons held: 412');
  const refused = { ...node('s', 'source'), kind: 'access', text: 'Block C', says: { code: 'entry', outcome: 'refused', number: null } };
  expect(said(refused)).toBe('Entry to the place · Refused · Block C');
});

it('follows a ring both ways round: a finding that rests on the reply to what it led to', () => {
  const nodes = [node('s', 'source'), node('o', 'source'), node('f', 'finding'), node('r', 'recommendation'), node('a', 'reply')];
  const ring = ['s f', 'o f', 'f r', 'r a', 'a s'].map((edge) => ({ from: edge.split(' ')[0] ?? '', to: edge.split(' ')[1] ?? '' }));
  expect([...connected({ nodes, edges: ring, beyond: 0 }, 's')].sort()).toEqual(['a', 'f', 'o', 'r', 's']);
});

const lines = (of: Trace, ...rows: [] | [[number, number]]): string[] => wires(of, laid(of), ...rows).map(({ key }) => key);

it('draws a line for each edge between cards that are there', () => {
  expect(lines(trace)).toEqual(['p v', 'v f1', 'v f2', 'f1 r']);
  expect(lines({ ...trace, edges: [{ from: 'p', to: 'gone' }] })).toEqual([]);
  // From the first row of the second column to the second row of the fourth.
  expect(wires(trace, laid(trace))[2]?.path).toBe('M194 50C250 50 250 150 306 150');
  // From a reply back to the source that it is: out of the near side of the one and into the near side of the other.
  const back: Trace = { nodes: [node('s', 'source'), node('a', 'reply')], edges: [{ from: 'a', to: 's' }], beyond: 0 };
  expect(wires(back, laid(back))[0]?.path).toBe('M606 50C450 50 450 50 294 50');
});

it('draws of a tall trace the cards in sight, and the lines of which an end is', () => {
  const many = Array.from({ length: 1_000 }, (_, number) => node(`f${number}`, 'finding'));
  const tall: Trace = { nodes: [node('v', 'visit'), ...many], edges: many.map(({ id }) => ({ from: 'v', to: id })), beyond: 0 };
  const rows = rowsIn(50_000, 50_800, 100);
  expect(rows).toEqual([500 - BEYOND, 508 + BEYOND]);
  const drawn = cards(laid(tall).columns.get('finding') ?? [], rows);
  expect([drawn[0], drawn.at(-1)]).toMatchObject([{ node: { id: 'f494' }, row: 494 }, { node: { id: 'f514' }, row: 514 }]);
  expect(lines(tall, [494, 514])).toHaveLength(21);
  expect(laid(tall).rows).toBe(1_000);
  expect(rowsIn(-5_000, -4_000, 100)[0]).toBe(0);
});
