import { afterAll, beforeAll, expect, it } from 'vitest';
import { Desk, PASSPHRASE, SIZES } from './desk';

/** How long years may take to be made by a programme that is not optimised, milliseconds. */
const MAKING_MS = 600_000;
/** Years: more visits are closed in them than a list draws whole, and more recommended. */
const YEARS = 3;
/** Rows that are drawn of a long list at most, whatever its length. */
const MOST_DRAWN = 60;

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await desk.call('sample_load', { years: YEARS });
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

it('lists of years are walked through with keys, on a phone too', async () => {
  const { page, complaints } = await desk.page(SIZES.phone);
  for (const [path, name] of [
    ['recommendations', 'Recommendations'],
    ['visits', 'Closed'],
  ] as const) {
    await desk.go(page, path);
    const list = page.getByRole('list', { name });
    await list.getByRole('link').first().focus();
    const last = await list.getByRole('listitem').first().getAttribute('aria-setsize');
    expect(Number(last)).toBeGreaterThan(300);
    expect(await list.getByRole('listitem').count()).toBeLessThan(MOST_DRAWN);
    await page.keyboard.press('End');
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'))).toBe(last);
    expect(await list.getByRole('listitem').count()).toBeLessThan(MOST_DRAWN);
    await desk.sound(page, `${path}-long-phone`);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('the board and the year draw what a screen holds', async () => {
  const { page, complaints } = await desk.page(SIZES.desktop);
  for (const path of ['recommendations/board', 'recommendations/year', 'programme/list', 'programme/timeline', 'places', 'merge']) {
    await desk.go(page, path);
    expect(await page.locator('main :is(li, tr)').count(), path).toBeLessThan(1_000);
    await desk.sound(page, `long-${path.replace('/', '-')}`);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});
