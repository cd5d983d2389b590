import { expect, it } from 'vitest';
import type { Finding } from '../../ipc/generated';
import { hasGap, support } from './stand';

/** Numbers stand in isolates, whatever the direction of the words around them. */
const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, '');
const finding = (more: Partial<Finding>): Finding =>
  ({ status: 'established', triangulated: false, sources: 1, interviews: 0, independent: 0, weight: { one_source_reason: '' }, ...more }) as Finding;

it('says which sources agree, or why several interviews are not enough', () => {
  expect(plain(support(finding({ triangulated: true, sources: 2 })))).toBe('Triangulated: 2 kinds of source');
  expect(plain(support(finding({ triangulated: true, interviews: 3, independent: 2 })))).toBe('Triangulated: 2 independent interviews');
  expect(plain(support(finding({ interviews: 2, independent: 1 })))).toBe('2 interviews, 1 independent');
  expect(plain(support(finding({ interviews: 1, independent: 1 })))).toBe('One kind of source');
});

it('shows a gap where what was established lost its second source, until somebody writes why', () => {
  expect(hasGap(finding({}))).toBe(true);
  expect(hasGap(finding({ triangulated: true }))).toBe(false);
  expect(hasGap(finding({ status: 'draft' }))).toBe(false);
  expect(hasGap(finding({ weight: { ...finding({}).weight, one_source_reason: 'Counted by ourselves' } }))).toBe(false);
});
