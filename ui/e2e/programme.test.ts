import { readFileSync, statSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Desk, PASSPHRASE, SIZES, loose } from './desk';

let desk: Desk;
let page: Page;
let complaints: string[];
const year = new Date().getFullYear() + 1;
/** A month that has room, whatever day it is. */
const MAY = `${year}-05`;

beforeAll(async () => {
  desk = await Desk.open();
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await desk.call('sample_load', { years: 0 });
  ({ page, complaints } = await desk.page(SIZES.desktop));
});

afterAll(() => desk.close());

const plans = async () => (await desk.call('programme_get', { year, name: '', place_type: null, state: null, upto: 0 })).plans;
const plan = async (name: string) => (await plans()).find((one) => one.place_name === name);
const open = () => page.locator('dialog[open]');

it('what was never visited tells its reasons, and is scheduled by keys alone', async () => {
  await desk.go(page, `programme/calendar/${year}`);
  const list = page.getByRole('region', { name: 'Not visited for' });
  await list.getByLabel('Find by name').fill('Ossary');
  await list.getByText('One place').waitFor();
  await list.locator('summary').first().press('Enter');
  await list.getByText('No full visit is known').first().waitFor();
  await desk.sound(page, 'programme with reasons');
  await list.getByRole('button', { name: loose("Schedule Ossary Women's Prison") }).press('Enter');
  await open().getByLabel('Month').selectOption(MAY);
  await desk.sound(page, 'programme schedule');
  await open().getByRole('button', { name: 'Plan it' }).press('Enter');
  await open().waitFor({ state: 'detached' });
  expect(await plan("Ossary Women's Prison")).toMatchObject({ month: MAY, state: 'proposed', sealed: true });
  expect(complaints).toEqual([]);
});

it('a plan is moved by keys in the direction of reading, and back by undo', async () => {
  const entry = page.getByRole('link', { name: loose("Ossary Women's Prison, Proposed") });
  await entry.press('Control+ArrowRight');
  await page.getByText(loose(`Moved to June ${year}.`)).waitFor();
  expect((await plan("Ossary Women's Prison"))?.month).toBe(`${year}-06`);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(async () => (await plan("Ossary Women's Prison"))?.month).toBe(MAY);
});

it('a plan is dragged to another month and is not opened by it; Escape lets it go where it was', async () => {
  const entry = page.getByRole('link', { name: loose("Ossary Women's Prison, Proposed") });
  const april = `${year}-04`;
  /** Holds it over April. */
  const drags = async (): Promise<void> => {
    await entry.evaluate((node) => node.scrollIntoView({ block: 'center' }));
    const [from, to] = [await entry.boundingBox(), await page.locator(`[data-month="${april}"]`).boundingBox()];
    if (!from || !to) throw new Error('nothing to drag, or nowhere to');
    await page.mouse.move(from.x + 20, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 5 });
    await page.getByText(loose(`Let go to plan it in April ${year}`)).waitFor();
  };
  await drags();
  await page.keyboard.press('Escape');
  await page.getByText(loose(`Let go to plan it in April ${year}`)).waitFor({ state: 'detached' });
  await page.mouse.up();
  await drags();
  expect((await plan("Ossary Women's Prison"))?.month, 'let go where it was').toBe(MAY);
  await page.mouse.up();
  await page.getByText(loose(`Moved to April ${year}.`)).waitFor();
  expect((await plan("Ossary Women's Prison"))?.month).toBe(april);
  await page.locator(`[data-month="${april}"]`).getByRole('link', { name: loose("Ossary Women's Prison, Proposed") }).press('Control+ArrowRight');
  await page.locator(`[data-month="${MAY}"]`).getByRole('link', { name: loose("Ossary Women's Prison, Proposed") }).waitFor();
  expect((await plan("Ossary Women's Prison"))?.month).toBe(MAY);
});

it('a place is dragged onto a month with the pointer, and the form says which', async () => {
  const list = page.getByRole('region', { name: 'Not visited for' });
  await list.getByLabel('Find by name').fill('Fort Ansel');
  await list.getByText('Fort Ansel Guardhouse').waitFor();
  const handle = await list.locator('.handle').first().boundingBox();
  const target = await page.locator(`[data-month="${year}-03"]`).boundingBox();
  if (!handle || !target) throw new Error('nothing to drag, or nowhere to');
  await page.mouse.move(handle.x + 5, handle.y + 5);
  await page.mouse.down();
  await page.mouse.move(target.x + 40, target.y + 60, { steps: 5 });
  await page.getByText(loose(`Let go to plan it in March ${year}`)).waitFor();
  await page.mouse.up();
  expect(await open().getByLabel('Month').inputValue()).toBe(`${year}-03`);
  await page.keyboard.press('Escape');
  await open().waitFor({ state: 'detached' });
});

it('a proposal says why each line is where it is, and only what is chosen is written', async () => {
  const before = (await plans()).length;
  await desk.go(page, `programme/propose/${year}`);
  await page.getByText('No full visit yet: the first month with room').first().waitFor();
  await desk.sound(page, 'programme proposal');
  await page.getByRole('button', { name: 'Choose none' }).press('Enter');
  await page.getByRole('checkbox', { name: /^Take / }).first().press('Space');
  await page.getByRole('button', { name: 'Plan the line chosen' }).press('Enter');
  await page.getByText('One visit is planned.').waitFor();
  expect(await plans()).toHaveLength(before + 1);
});

it('a draw is recorded when it is shown, is discarded only with a reason, and can be checked', async () => {
  await desk.go(page, `programme/draw/${year}`);
  await page.getByLabel('How many places').fill('2');
  await page.getByRole('button', { name: 'Draw', exact: true }).press('Enter');
  const waiting = page.getByRole('region', { name: loose('Drawn among') });
  await waiting.waitFor();
  const discarded = await waiting.locator('code').first().innerText();
  await desk.sound(page, 'programme draw');
  await page.getByRole('button', { name: 'Discard this draw' }).press('Enter');
  await open().getByLabel('Why it is discarded').fill('Both are closed for repairs');
  await open().getByRole('button', { name: 'Save' }).press('Enter');
  const draws = page.getByRole('region', { name: loose(`Draws for ${year}`) });
  await draws.getByText('Both are closed for repairs').waitFor();
  expect(await draws.innerHTML()).toContain(discarded);
  await draws.getByRole('button', { name: 'Check this draw' }).press('Enter');
  await draws.getByText('Checked: same pool, same seed, same result').waitFor();
  await page.getByLabel('How many places').fill('2');
  await page.getByRole('button', { name: 'Draw', exact: true }).press('Enter');
  await waiting.waitFor();
  const seed = await waiting.locator('code').first().innerText();
  expect(seed).not.toBe(discarded);
  await page.getByRole('button', { name: 'Plan it' }).press('Enter');
  await page.getByText(loose('2 visits are planned.')).waitFor();
  expect((await plans()).filter((one) => one.lot?.seed === seed)).toHaveLength(2);
});

it('a rule of one’s own takes the place of the default, which can come back', async () => {
  await desk.go(page, 'programme/rules');
  await desk.sound(page, 'programme rules');
  const stations = page.locator('li').filter({ hasText: 'police stations without a known problem' });
  await stations.getByLabel('Police station', { exact: true }).fill('18');
  await stations.getByRole('button', { name: 'Save' }).press('Enter');
  await stations.getByText('Set by the body').waitFor();
  await stations.getByRole('button', { name: loose('Back to the default of 36') }).press('Enter');
  // That none of its visits has to be unannounced is a default of its own.
  await expect.poll(() => stations.getByText('Default, to be checked').count()).toBe(2);
  // What is known of a place has a rule of its own.
  const known = page.getByRole('region', { name: 'By what is known' });
  await known.getByLabel('Police stations with a known problem').fill('18');
  await known.getByRole('button', { name: 'Save' }).press('Enter');
  await expect.poll(async () => (await desk.call('programme_get', { year, name: '', place_type: null, state: null, upto: 0 })).rules.problem_months).toBe(18);
});

it('the map, the timeline and the list show the same year, and a calendar file names no place', async () => {
  for (const view of ['timeline', 'map', 'list']) {
    await desk.go(page, `programme/${view}/${year}`);
    await desk.sound(page, `programme ${view}`);
  }
  await desk.go(page, `programme/map/${year}`);
  expect(await page.locator('svg[role="group"] a').count()).toBeGreaterThan(10);
  await page.getByRole('button', { name: 'Calendar file' }).press('Enter');
  const path = `${desk.folder}/year.ics`;
  await open().getByLabel('Where to write it').fill(path);
  await open().getByRole('button', { name: 'Write the file' }).press('Enter');
  await open().getByText(/in the file/).waitFor();
  const file = readFileSync(path, 'utf8');
  expect(file).toContain('BEGIN:VCALENDAR');
  expect(file).not.toMatch(/Ossary|Prison|Arvel/);
  expect(statSync(path).mode & 0o077).toBe(0);
  await page.keyboard.press('Escape');
});

it('a plan becomes a visit whose preparation tells what is known and what to take along', async () => {
  const ossary = await plan("Ossary Women's Prison");
  await desk.go(page, `programme/plan/${ossary?.id}`);
  await page.getByText('Only for those who need to know').waitFor();
  await desk.sound(page, 'plan');
  await page.getByRole('button', { name: 'Begin the preparation' }).press('Enter');
  await open().getByRole('button', { name: 'Make the visit' }).press('Enter');
  await page.getByRole('link', { name: 'Prepare' }).press('Enter');
  await page.getByRole('heading', { name: 'What is known of this place' }).waitFor();
  await page.getByRole('checkbox', { name: 'Torch' }).press('Space');
  await page.getByText(/1\S* of .*packed/).waitFor();
  await page.getByLabel('Something else').fill('Rain coats');
  await page.getByRole('region', { name: 'To take along' }).getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await page.getByRole('checkbox', { name: 'Rain coats' }).waitFor();
  await page.getByText('Could stay at home').first().waitFor();
  await desk.sound(page, 'prepare');
  expect(complaints).toEqual([]);
});

it('who reads a visit is chosen where it is planned, and shown and changed where it is prepared', async () => {
  const place = (await desk.call('place_list', { place_type: null })).rows[0];
  await desk.go(page, `places/${place?.id}`);
  await page.getByRole('button', { name: 'Plan a visit' }).press('Enter');
  await open().getByRole('radio', { name: 'Its author and the leads' }).check();
  await desk.sound(page, 'visit for a few');
  await open().getByRole('button', { name: 'Plan a visit', exact: true }).press('Enter');
  await page.getByRole('heading', { name: place?.facts.name ?? '' }).waitFor();
  await page.getByText('Only for those who need to know').waitFor();
  await page.getByRole('button', { name: 'Change who may read it' }).press('Enter');
  await open().getByRole('radio', { name: 'The whole team' }).check();
  await open().getByRole('button', { name: 'Keep', exact: true }).press('Enter');
  await page.getByText('Only for those who need to know').waitFor({ state: 'detached' });
  await desk.sound(page, 'visit opened to the team');
  expect(complaints).toEqual([]);
});

it('reads from right to left: months, days and arrows turn with the language', async () => {
  await desk.wear('ar', 'dark');
  const { page: small, complaints: said } = await desk.page(SIZES.phone);
  await desk.go(small, `programme/calendar/${year}`);
  await desk.sound(small, 'programme on a phone, in Arabic');
  await small.locator(`[data-month="${MAY}"] button`).first().press('Enter');
  await small.locator('table').waitFor();
  const [first, last] = await Promise.all([small.locator('thead th').first().boundingBox(), small.locator('thead th').last().boundingBox()]);
  expect(first?.x ?? 0).toBeGreaterThan(last?.x ?? 0);
  await desk.sound(small, 'programme month on a phone, in Arabic');
  expect(said).toEqual([]);
  await small.context().close();
});
