import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_FACTS } from '../src/kit/no-place';
import { type Desk, SIZES } from './desk';
import { atDevice, found } from './members';

let desk: Desk;
let place = '';

beforeAll(async () => {
  desk = await atDevice();
  await found(desk);
  place = (await desk.call('place_add', { ...NO_FACTS, name: 'Tarn Hill' })).id;
});
afterAll(() => desk.close());

/** What kind of body it is: everything else of its profile stays as it is. */
async function is(kind: string): Promise<void> {
  const { facts } = await desk.call('body_get', {});
  await desk.call('body_set', { was: facts, facts: { ...facts, kind } });
}

async function visit(): Promise<string> {
  const facts = { place, visit_kind: 'in_depth', announced: false, starts_on: '2026-03-02', ends_on: null, objectives: '', checklists: ['prison'] };
  return (await desk.call('visit_create', facts)).id;
}

it.each(Object.entries(SIZES))('on a %s screen, a day set for the publication of a report holds its public file back until somebody says that they have read so', async (size, dimensions) => {
  await is('national');
  const { page, complaints } = await desk.page(dimensions);
  await desk.go(page, `visits/${await visit()}/report`);
  const card = page.getByRole('region', { name: 'Publication' });
  await card.getByText(/It may be published\./).waitFor();
  await card.getByRole('button', { name: 'Record what was decided on publication' }).press('Enter');
  const form = page.locator('dialog[open]');
  await form.getByLabel('To be published from').fill('2099-01-31');
  await form.getByLabel('Note').fill('After the minister has read it');
  await desk.sound(page, `${size}-publication-form`);
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await form.waitFor({ state: 'detached' });
  await card.getByText(/It may be published from .*2099.* on, not before\./).waitFor();
  await card.getByText('After the minister has read it').waitFor();
  expect(await card.getByText(/It may be published\./).count()).toBe(0);

  const path = join(desk.folder, `${size}.html`);
  const write = page.getByRole('button', { name: 'Write the report' });
  const read = page.getByLabel('I have read this: write it for the public all the same');
  await page.getByLabel('File', { exact: true }).fill(path);
  await expect.poll(() => write.isEnabled(), { message: 'the team may have it' }).toBe(true);
  expect(await read.count()).toBe(0);
  await page.getByRole('radio', { name: 'The public' }).check();
  await read.waitFor();
  expect(await write.isDisabled(), 'nobody writes it for the public without having read that they may not').toBe(true);
  await read.check();
  await desk.sound(page, `${size}-publication-held-back`);
  await write.press('Enter');
  await page.getByText(/^Report written/).waitFor();
  expect(readFileSync(path, 'utf8'), 'the file says so itself').toContain('It may be published from');

  // The day has come.
  await card.getByRole('button', { name: 'Record what was decided on publication' }).press('Enter');
  await form.getByLabel('To be published from').fill('2020-01-31');
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await card.getByText(/It may be published\./).waitFor();
  await read.waitFor({ state: 'detached' });
  await expect.poll(() => write.isEnabled()).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('what the Subcommittee wrote is released by a State alone: its own decision is recorded, and said not to be enough', async () => {
  await is('international');
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, `visits/${await visit()}/report`);
  const card = page.getByRole('region', { name: 'Publication' });
  const form = page.locator('dialog[open]');
  const rests = async (basis: string): Promise<void> => {
    await card.getByRole('button', { name: 'Record what was decided on publication' }).press('Enter');
    await form.getByText('its own decision alone is not enough').waitFor();
    await form.getByLabel('On what it rests').selectOption(basis);
    await form.getByRole('button', { name: 'Save' }).press('Enter');
    await form.waitFor({ state: 'detached' });
  };
  await card.getByText(/Confidential, not to be published: only when the State/).waitFor();
  await rests('decided');
  await card.getByText(/Recorded: .*The body decided to publish it.* that alone does not release the report\./).waitFor();
  await card.getByText(/Confidential, not to be published: only when the State/).waitFor();
  await desk.sound(page, 'publication-not-enough');
  await rests('state_asked');
  await card.getByText(/It may be published\./).waitFor();
  await card.getByText(/It rests on this: .*The State asked for it to be published/).waitFor();
  expect(await card.getByText(/that alone does not release the report/).count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});
