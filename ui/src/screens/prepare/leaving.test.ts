import { expect, it } from 'vitest';
import type { TravelRecord } from '../../ipc/generated';
import { Leaving, fileName } from './leaving.svelte';

const record = (id: string, kind: string, why_not: string | null = null, about: string | null = null): TravelRecord => ({
  record: id,
  kind,
  title: id,
  visit: null,
  on: null,
  why_not,
  about,
});

it('leaves everything that may stay, save what was chosen to come along', () => {
  const records = [record('a', 'place'), record('b', 'place'), record('c', 'place', 'only_here'), record('d', 'interview')];
  const leaving = new Leaving(() => records);
  const shown = (): [string, number, number][] => leaving.groups.map(({ kind, stays, may }) => [kind, stays, may]);
  expect(leaving.chosen).toEqual(['a', 'b', 'd']);
  expect(shown()).toEqual([
    ['interview', 1, 1],
    ['place', 2, 2],
  ]);
  leaving.set('b', false);
  expect(leaving.chosen).toEqual(['a', 'd']);
  leaving.all('place', false);
  expect(leaving.chosen).toEqual(['d']);
  leaving.all('place', true);
  expect(leaving.chosen, 'what must come along does').toEqual(['a', 'b', 'd']);
});

it('takes an interview along with an entry about it, and leaves the entries with an interview that stays', () => {
  const [heard, other] = [record('heard', 'interview'), record('other', 'interview')];
  const entries = [record('first', 'interview', null, 'heard'), record('second', 'interview', null, 'heard')];
  const leaving = new Leaving(() => [heard, other, ...entries]);
  leaving.set('first', false);
  expect(leaving.chosen).toEqual(['other', 'second']);
  expect([leaving.comesAlong(heard), leaving.comesAlong(other)]).toEqual([true, false]);
  leaving.set('heard', true);
  expect(leaving.chosen).toEqual(['heard', 'other', 'first', 'second']);
  leaving.set('heard', false);
  expect(leaving.chosen, 'an entry may stay without its interview').toEqual(['other', 'first', 'second']);
});

it('calls the files of two journeys differently', () => {
  const names = [fileName('2026-03-02', 'a1b2c3d4'), fileName('2026-03-03', 'a1b2c3d4'), fileName('2026-03-02', 'f1b2c3d4')];
  expect(new Set(names).size).toBe(names.length);
  expect(names[0]).toBe('journey-2026-03-02-a1b2c3.visita-travel');
});
