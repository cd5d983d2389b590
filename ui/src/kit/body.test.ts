import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { BACK, FRONT, REGIONS } from './body';

it('draws every region that the record knows, each once', () => {
  const source = readFileSync(resolve(import.meta.dirname, '../../../crates/domain/src/interview/body.rs'), 'utf8');
  const known = [...source.matchAll(/= "((?:front|back)_[a-z_]+)"/g)].map((match) => match[1]);
  expect([...REGIONS].sort()).toEqual([...known].sort());
});

it.each([['front', FRONT], ['back', BACK]] as const)('keeps the regions of the %s apart', (_, regions) => {
  for (const a of regions) {
    for (const b of regions) {
      const apart = a === b || a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(apart, `${a.code} and ${b.code}`).toBe(true);
    }
  }
});

it('has the person’s right at the viewer’s left from the front, and at the viewer’s right from the back', () => {
  const at = (code: string): number => [...FRONT, ...BACK].find((region) => region.code === code)?.x ?? Number.NaN;
  expect(at('front_hand_right')).toBeLessThan(at('front_hand_left'));
  expect(at('back_hand_right')).toBeGreaterThan(at('back_hand_left'));
});
