import { cleanup, fireEvent, render } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Trace, TraceNode } from '../../ipc/generated';
import { nothingIsLaidOut } from '../../kit/unlaid';
import { WHOLE_UP_TO } from '../../kit/virtual';
import TraceGraph from './TraceGraph.svelte';
import TraceList from './TraceList.svelte';
import { laid } from './trace';

beforeEach(() => {
  // Nothing scrolls here.
  Element.prototype.scrollIntoView = vi.fn();
  nothingIsLaidOut();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const node = (id: string, column: string): TraceNode => ({ id, column, code: null, text: id, question: null, kind: null, says: null, on: null, interviews: 0, at: `visits/${id}` });
/** A visit with so many findings. */
const found = (count: number): Trace => {
  const findings = Array.from({ length: count }, (_, number) => node(`f${number}`, 'finding'));
  return { nodes: [node('v', 'visit'), ...findings], edges: findings.map(({ id }) => ({ from: 'v', to: id })), beyond: 0 };
};
const list = (trace: Trace): HTMLElement => render(TraceList, { form: laid(trace), count: trace.nodes.length, open: true, look: () => undefined }).container;

it('lists all of a short trace, and of a long one what is in sight', () => {
  expect(list(found(WHOLE_UP_TO - 1)).querySelectorAll('li[data-row]')).toHaveLength(WHOLE_UP_TO);
  cleanup();
  const long = list(found(1_000));
  expect(long.querySelectorAll('li[data-row]').length).toBeLessThan(60);
  expect(long.querySelector('li[aria-setsize="1000"]')).not.toBeNull();
  // What a visit leads to is named as far as it is short; all of it stands in its column.
  expect(long.querySelectorAll('.leads a')).toHaveLength(20);
  expect(long.querySelector('.leads')?.textContent).toContain('980');
});

it('draws of a long trace the cards in sight, and lights what one is connected with', async () => {
  const trace = found(1_000);
  const look = vi.fn();
  const shown = render(TraceGraph, { trace, form: laid(trace), at: null, look });
  const cards = () => shown.container.querySelectorAll('a.node');
  expect(cards().length).toBeLessThan(40);
  expect(shown.container.querySelectorAll('.dim')).toHaveLength(0);
  const second = shown.container.querySelector('a.node[href="#/visits/f1"]') as HTMLElement;
  await fireEvent.pointerEnter(second);
  expect(look).toHaveBeenCalledWith('f1');
  await shown.rerender({ at: 'f1' });
  expect(shown.container.querySelectorAll('a.node:not(.dim)')).toHaveLength(2);
  expect(shown.container.querySelectorAll('path.lit')).toHaveLength(1);
});

it('opens on what it was opened for, however far down that is', async () => {
  const trace = found(1_000);
  const shown = render(TraceGraph, { trace, form: laid(trace), at: null, look: () => undefined, led: 'f700' });
  await vi.waitFor(() => expect(shown.container.querySelector('a.led')?.textContent).toContain('f700'));
  expect(shown.container.querySelectorAll('a.node').length).toBeLessThan(40);
});
