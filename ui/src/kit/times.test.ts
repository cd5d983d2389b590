import { expect, it } from 'vitest';
import { saidTimes, timeOf, timeText } from './times';

it('reads a time back as it is written, open ends too', () => {
  for (const text of ['2026-03-02/2026-03-04', '../2026-03-04', '2026-03-02/..', '../..']) expect(timeText(timeOf(text))).toBe(text);
  expect(timeOf('2026-03-02/..')).toEqual({ from: '2026-03-02', until: '' });
});

it('leaves out a time that was added and left empty', () => {
  const said = ['2026-03-02/2026-03-04', '../2026-03-04', '2026-03-02/..'];
  expect(saidTimes(['../..', ...said, timeText({ from: '', until: '' })])).toEqual(said);
});
