import { expect, test } from 'vitest';
import { Turns } from './turns';

/** Writes that end when they are told to. */
function writes() {
  const begun: string[] = [];
  const ends = new Map<string, { resolve: () => void; reject: () => void }>();
  const write = (name: string) => () => {
    begun.push(name);
    return new Promise<void>((resolve, reject) => {
      ends.set(name, { resolve, reject: () => reject(new Error(name)) });
    });
  };
  return { begun, ends, write };
}
const settled = (): Promise<void> => new Promise((over) => setTimeout(over));

test('one after another, and what failed stops none of those behind it', async () => {
  const { begun, ends, write } = writes();
  const turns = new Turns();
  const first = turns.run(write('first'));
  const second = turns.run(write('second'));
  await settled();
  expect(begun).toEqual(['first']);
  ends.get('first')?.reject();
  await expect(first).rejects.toThrow('first');
  await settled();
  expect(begun).toEqual(['first', 'second']);
  ends.get('second')?.resolve();
  await second;
});

test('of several that wait the last is written, and all of them hear of it', async () => {
  const { begun, ends, write } = writes();
  const turns = new Turns();
  const first = turns.latest(write('h'));
  await settled();
  const waiting = [turns.latest(write('he')), turns.latest(write('hel'))];
  const after = turns.run(write('record'));
  ends.get('h')?.resolve();
  await first;
  await settled();
  expect(begun).toEqual(['h', 'hel']);
  ends.get('hel')?.resolve();
  await Promise.all(waiting);
  await settled();
  expect(begun).toEqual(['h', 'hel', 'record']);
  ends.get('record')?.resolve();
  await after;
});
