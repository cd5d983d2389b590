import { expect, test } from 'vitest';
import { joined } from './joined';

test('what one of them did not touch is as the other has it', () => {
  expect(joined({ a: '', b: '' }, { a: 'kept', b: '' }, { a: '', b: 'typed' })).toEqual({ a: 'kept', b: 'typed' });
  expect(joined({ a: '' }, { a: 'kept' }, { a: '' })).toEqual({ a: 'kept' });
});

test('of two texts neither is lost, and of two choices the newer holds', () => {
  const begun = { facts: { text: '', urgent: false, areas: ['a'] } };
  const kept = { facts: { text: 'He was alone for nine days.', urgent: true, areas: ['a', 'b'] } };
  const typed = { facts: { text: 'T', urgent: false, areas: ['a', 'c'] } };
  expect(joined(begun, kept, typed)).toEqual({ facts: { text: 'He was alone for nine days.\nT', urgent: true, areas: ['a', 'c'] } });
});

test('typed the same twice is there once', () => {
  expect(joined('', 'nine', 'nine')).toBe('nine');
});
