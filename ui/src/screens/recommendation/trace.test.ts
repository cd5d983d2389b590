import { expect, it } from 'vitest';
import type { Trace, TraceNode } from '../../ipc/generated';
import { around, connected, said, wires } from './trace';

const node = (id: string, column: string): TraceNode => ({ id, column, code: null, text: '', question: null, kind: null, says: null, on: null, interviews: 0, at: '' });
const trace: Trace = {
  nodes: [node('p', 'place'), node('v', 'visit'), node('f1', 'finding'), node('f2', 'finding'), node('r', 'recommendation')],
  edges: [{ from: 'p', to: 'v' }, { from: 'v', to: 'f1' }, { from: 'v', to: 'f2' }, { from: 'f1', to: 'r' }],
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

it('draws a line for each edge between cards that are there', () => {
  expect(wires(trace).map(({ key }) => key)).toEqual(['p v', 'v f1', 'v f2', 'f1 r']);
  expect(wires({ ...trace, edges: [{ from: 'p', to: 'gone' }] })).toEqual([]);
  // From the first row of the second column to the second row of the fourth.
  expect(wires(trace)[2]?.path).toBe('M194 50C250 50 250 150 306 150');
});
