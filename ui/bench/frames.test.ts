import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Desk, PASSPHRASE, SIZES } from '../e2e/desk';

/** Places in the list, and rows of the plain page beside it. */
const PLACES = 10_000;
const PLAIN_ROWS = 300;
/** Frames of one scroll, and how far each goes, pixels: a fling, a screen in a quarter of a second. */
const FRAMES = 300;
const STEP = 48;
/** What a frame of sixty in a second lasts, milliseconds, and what counts as one that came a frame late. */
const FRAME_MS = 1_000 / 60;
const LATE_MS = FRAME_MS * 1.5;
/** How long the making may take, milliseconds. */
const MAKING_MS = 600_000;

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await desk.call('team_found', { body: 'Commission', team: 'North', member: 'Lead' });
  const path = join(desk.folder, 'places.csv');
  const rows = Array.from({ length: PLACES }, (_, at) => `Place ${at} of the northern province,prison,Region ${at % 40},${100 + (at % 900)}`);
  writeFileSync(path, `name,place_type,region,capacity\n${rows.join('\n')}\n`);
  await desk.call('place_table', { path, columns: null, sheet: null, types: [] });
  let { remaining } = await desk.call('place_import', { choices: [] });
  while (remaining > 0) ({ remaining } = await desk.call('place_import_go', {}));
}, MAKING_MS);
afterAll(() => desk.close());

/** Milliseconds between frames while a page scrolls, one step a frame. */
const scrolled = (page: Page): Promise<number[]> =>
  page.evaluate(
    async ([frames, step]) => {
      const next = (): Promise<number> => new Promise((go) => requestAnimationFrame(go));
      const between: number[] = [];
      let last = await next();
      for (let frame = 0; frame < (frames ?? 0); frame += 1) {
        window.scrollBy(0, step ?? 0);
        const now = await next();
        between.push(now - last);
        last = now;
      }
      return between;
    },
    [FRAMES, STEP],
  );

interface Told {
  median: number;
  worst: number;
  late: number;
}

const told = (between: number[]): Told => {
  const sorted = between.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? 0, worst: sorted.at(-1) ?? 0, late: between.filter((ms) => ms > LATE_MS).length };
};

const say = (what: string, { median, worst, late }: Told): void => {
  process.stdout.write(`${what.padEnd(50)} median ${median.toFixed(1)} ms, worst ${worst.toFixed(1)} ms, ${late} of ${FRAMES} frames late\n`);
};

for (const [size, viewport] of Object.entries(SIZES)) {
  it(`a list of ${PLACES} scrolls, on a ${size}`, async () => {
    const { page } = await desk.page(viewport);
    await page.setContent(`<ul>${'<li style="height:72px;border-bottom:1px solid">A row like any other</li>'.repeat(PLAIN_ROWS)}</ul>`);
    await scrolled(page);
    const plain = told(await scrolled(page));
    await desk.go(page, 'places');
    await page.getByRole('list').getByRole('link').first().waitFor();
    await scrolled(page);
    const ours = told(await scrolled(page));
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(FRAMES * STEP);
    say(`${size}: a page of ${PLAIN_ROWS} plain rows`, plain);
    say(`${size}: the list of ${PLACES} places`, ours);
    await page.context().close();
  });
}
