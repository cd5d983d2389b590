import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_FACTS as NO_PLACE } from '../src/kit/no-place';
import { Desk, PASSPHRASE, SIZES } from './desk';

/** How long a year may take to be made by a programme that is not optimised, milliseconds. */
const MAKING_MS = 600_000;
/** Rows that are drawn of a long list at most, whatever its length. */
const MOST_DRAWN = 60;
/** Rows that a screen draws at most of all its lists: one that is whole, and what stands beside it. */
const MOST_ON_SCREEN = 400;
/** From more rows than these on, a list draws what is in sight. */
const WHOLE_UP_TO = 300;
/** Places that nobody has visited, made beside those of the year: so many that a plan of them is a long list. */
const MORE_PLACES = 250;

/** Places that are imported in the end: as many as a large country has. */
const MANY_PLACES = 10_000;
/** Every screen whose lists grow with what a body does, and hold something here: of the year nothing is left to merge. */
const LISTS = [
  'places',
  'visits',
  'findings',
  'authorities',
  'recommendations',
  'recommendations/board',
  'recommendations/year',
  'programme/list',
  'programme/timeline',
];

let desk: Desk;
const drawnOn = (page: Page): Promise<number> => page.locator('main :is(li[data-row], .list > li, .board li, .timeline li, tbody tr)').count();
/** Once what was scrolled to is drawn: before that, the rows are those of before. */
const redrawn = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((done) => void requestAnimationFrame(() => void requestAnimationFrame(() => done()))));
/** There are rows, and no more than a screen holds: a list that is empty says nothing of how it is drawn. */
async function drawsSome(page: Page, path: string): Promise<void> {
  await redrawn(page);
  const drawn = await drawnOn(page);
  expect(drawn, path).toBeGreaterThan(0);
  expect(drawn, path).toBeLessThan(MOST_ON_SCREEN);
}

/** Whether the last list of a screen, where it is long, shows its last row. */
const isAtTheEnd = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const row = [...document.querySelectorAll('main :is(li[aria-setsize], tbody tr[aria-rowindex])')].at(-1);
    if (!row) return true;
    const [number, all] = row instanceof HTMLTableRowElement ? [row.ariaRowIndex, row.closest('table')?.ariaRowCount] : [row.ariaPosInSet, row.ariaSetSize];
    return number === all && row.getBoundingClientRect().top < window.innerHeight;
  });

/** Every list screen draws what a screen holds, at its beginning, on its way down and at its end, which it comes to. */
async function drawsWhatAScreenHolds(page: Page): Promise<void> {
  for (const path of LISTS) {
    await desk.go(page, path);
    await expect.poll(() => drawnOn(page), { message: path }).toBeGreaterThan(0);
    await drawsSome(page, path);
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 2));
    await drawsSome(page, path);
    // Rows are measured as they come into sight: the end may move while one goes there.
    await expect
      .poll(async () => {
        await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
        return isAtTheEnd(page);
      }, { message: path })
      .toBe(true);
    await drawsSome(page, path);
  }
}

beforeAll(async () => {
  desk = await Desk.open();
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await desk.call('sample_load', { years: 1 });
}, MAKING_MS);
afterAll(() => desk.close());

it('of a long table only what is in sight is drawn, down to its end and back', async () => {
  const { rows } = await desk.call('recommendation_list', { column: null, addressee: null, place: null, visit: null, theme: null, priority: null, year: null, withdrawn: false });
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, 'recommendations');
  const table = page.getByRole('table');
  await table.waitFor();
  expect(await table.getAttribute('aria-rowcount')).toBe(String(rows.length + 1));
  const drawn = table.locator('tbody tr[data-row]');
  const reference = async (at: number): Promise<void> => table.getByRole('link', { name: rows.at(at)?.reference ?? '' }).waitFor();
  await reference(0);
  for (const part of [0.25, 0.5, 0.75]) {
    await page.evaluate((down) => window.scrollTo(0, document.documentElement.scrollHeight * down), part);
    await expect.poll(() => drawn.first().getAttribute('data-row').then(Number)).toBeGreaterThan(rows.length * (part - 0.2));
    expect(await drawn.count()).toBeLessThan(MOST_DRAWN);
  }
  // Rows are measured as they come into sight: the end may move while one goes there.
  await expect
    .poll(async () => {
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      return drawn.last().getAttribute('aria-rowindex');
    })
    .toBe(String(rows.length + 1));
  await reference(-1);
  expect(await drawn.count()).toBeLessThan(MOST_DRAWN);
  await desk.sound(page, 'recommendations-long');
  await page.evaluate(() => window.scrollTo(0, 0));
  await reference(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('the same list is walked through with keys on a phone', async () => {
  const { page, complaints } = await desk.page(SIZES.phone);
  await desk.go(page, 'recommendations');
  const list = page.getByRole('list', { name: 'Recommendations' });
  await list.getByRole('link').first().focus();
  const all = await list.getByRole('listitem').first().getAttribute('aria-setsize');
  expect(Number(all)).toBeGreaterThan(300);
  expect(await list.getByRole('listitem').count()).toBeLessThan(MOST_DRAWN);
  await page.keyboard.press('End');
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'))).toBe(all);
  expect(await list.getByRole('listitem').count()).toBeLessThan(MOST_DRAWN);
  await desk.sound(page, 'recommendations-long-phone');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('the board and the year draw what a screen holds', async () => {
  const { page, complaints } = await desk.page(SIZES.desktop);
  for (const path of ['recommendations/board', 'recommendations/year', 'programme/list', 'programme/timeline', 'visits', 'places']) {
    await desk.go(page, path);
    await expect.poll(() => drawnOn(page), { message: path }).toBeGreaterThan(0);
    await drawsSome(page, path);
    await desk.sound(page, `long-${path.replace('/', '-')}`);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});

it.each(Object.entries(SIZES))('every list draws what a screen holds, down to its end, on a %s', async (_, size) => {
  const { page, complaints } = await desk.page(size);
  await drawsWhatAScreenHolds(page);
  expect(complaints).toEqual([]);
  await page.context().close();
}, MAKING_MS);

it('of what a finding can stand on, the dialog draws what is in sight, down to its end', async () => {
  const { rows } = await desk.call('concluded_list', { place: null, visit: null, theme: null, standard: null, status: null, severity: null, recommended: null, good_practice: null, text: '', withdrawn: false });
  let [visit, id, sources] = ['', '', 0];
  for (const row of rows.filter((one, at) => rows.findIndex((other) => other.visit === one.visit) === at)) {
    if (sources > WHOLE_UP_TO) break;
    [visit, id, sources] = [row.visit, row.id, (await desk.call('evidence_sources', { visit: row.visit })).rows.length];
  }
  expect(sources).toBeGreaterThan(WHOLE_UP_TO);
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, `visits/${visit}/findings/${id}`);
  await page.getByRole('button', { name: 'Link evidence' }).first().press('Enter');
  const dialog = page.locator('dialog[open]');
  const list = dialog.getByRole('list', { name: 'Answer', exact: true });
  await list.getByRole('listitem').first().waitFor();
  expect(await dialog.getByRole('listitem').count()).toBeLessThan(WHOLE_UP_TO);
  // It scrolls in itself, and the page behind it does not.
  const last = (): Promise<number> => list.getByRole('listitem').last().getAttribute('aria-posinset').then(Number);
  const before = await last();
  await dialog.evaluate((node) => node.scrollTo(0, node.scrollHeight / 2));
  await expect.poll(last).toBeGreaterThan(before);
  const all = await list.getByRole('listitem').first().getAttribute('aria-setsize');
  await list.getByRole('button').last().focus();
  await page.keyboard.press('End');
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'))).toBe(all);
  expect(await dialog.getByRole('listitem').count()).toBeLessThan(WHOLE_UP_TO);
  await desk.sound(page, 'evidence-long');
  expect(complaints).toEqual([]);
  await page.context().close();
});

// It plans a year that those before it do not expect.
it('a proposal of hundreds keeps what was typed in lines out of sight, and what it plans is drawn as far as a screen shows it', async () => {
  const year = new Date().getFullYear() + 1;
  const { rules } = await desk.call('programme_get', { year, name: '', place_type: null, state: null, upto: 0 });
  await desk.call('rule_set', { rule: 'per_month', was: rules.per_month, value: 1_000 });
  for (let number = 1; number <= MORE_PLACES; number += 1) await desk.call('place_add', { ...NO_PLACE, name: `Outpost ${number}` });
  const { lines } = await desk.call('plan_propose', { year });
  expect(lines.length).toBeGreaterThan(WHOLE_UP_TO);
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, `programme/propose/${year}`);
  expect(await drawnOn(page)).toBeLessThan(WHOLE_UP_TO);

  const first = page.locator(`li[data-key="${lines[0]?.place}/${lines[0]?.month}"]`);
  await first.getByRole('checkbox', { name: /^Take / }).uncheck();
  await first.locator('summary').press('Enter');
  const month = first.locator('select').first();
  await month.selectOption(`${year}-12`);
  // Arrows choose in a field, and lead nowhere else.
  await month.press('ArrowUp');
  expect(await month.evaluate((node) => node === document.activeElement)).toBe(true);
  await month.selectOption(`${year}-12`);
  // Whatever has the focus stays drawn.
  await month.evaluate((node) => node.blur());
  await expect
    .poll(async () => {
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      return first.count();
    })
    .toBe(0);
  await page.evaluate(() => window.scrollTo(0, 0));
  await first.waitFor();
  expect(await first.getByRole('checkbox', { name: /^Take / }).isChecked()).toBe(false);
  expect(await month.inputValue()).toBe(`${year}-12`);
  await desk.sound(page, 'proposal-long');

  const adopted = lines.map(({ place, month: on }) => ({ place, month: on, reason: 'Due', announced: false }));
  await desk.call('plan_adopt', { lines: adopted.slice(0, 1_000), agreed: false, readers: { whole_team: true, readers: [] } });
  await desk.go(page, `programme/timeline/${year}`);
  expect(Number(await page.locator('.timeline li').first().getAttribute('aria-setsize'))).toBeGreaterThan(WHOLE_UP_TO);
  expect(await drawnOn(page)).toBeLessThan(WHOLE_UP_TO);
  await desk.sound(page, 'timeline-long');
  await desk.go(page, `programme/calendar/${year}`);
  await page.locator(`[data-month="${lines[0]?.month}"] button`).first().press('Enter');
  await page.locator('table').waitFor();
  expect(await drawnOn(page)).toBeLessThan(WHOLE_UP_TO);
  await desk.sound(page, 'month-long');
  expect(complaints).toEqual([]);
  await page.context().close();
}, MAKING_MS);

// The last of them: it fills the register.
it(`with ${MANY_PLACES} places no list draws more`, async () => {
  const path = join(desk.folder, 'many.csv');
  const rows = Array.from({ length: MANY_PLACES }, (_, at) => `Lodge ${at} of the northern province,prison,Region ${at % 40}`);
  writeFileSync(path, `name,place_type,region\n${rows.join('\n')}\n`);
  await desk.call('place_table', { path, columns: null, sheet: null, types: [] });
  let { remaining } = await desk.call('place_import', { choices: [] });
  while (remaining > 0) ({ remaining } = await desk.call('place_import_go', {}));
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, 'places');
  const all = page.locator('main li[aria-setsize]').first();
  await all.waitFor();
  expect(Number(await all.getAttribute('aria-setsize'))).toBeGreaterThan(MANY_PLACES);
  await drawsWhatAScreenHolds(page);
  expect(complaints).toEqual([]);
  await page.context().close();
}, MAKING_MS);
