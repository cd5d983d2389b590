import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Desk, SIZES } from './desk';
import { atDevice, found } from './members';

let desk: Desk;
let page: Page;
let complaints: string[];
let ministry = '';

beforeAll(async () => {
  desk = await atDevice();
  await found(desk);
});
beforeEach(async () => {
  ({ page, complaints } = await desk.page(SIZES.desktop));
  return () => page.context().close();
});
afterAll(() => desk.close());

const form = () => page.locator('dialog[open]');

/** Opens the facts of the authority, to change them. */
async function changes(): Promise<void> {
  await page.getByRole('button', { name: 'Change', exact: true }).press('Enter');
  await form().getByLabel('Name', { exact: true }).waitFor();
}

async function saves(): Promise<void> {
  await form().getByRole('button', { name: 'Save' }).press('Enter');
  await form().waitFor({ state: 'detached' });
}

it('an authority is added, and edited while a colleague edits it too: what both wrote stands', async () => {
  await desk.go(page, 'authorities');
  await page.getByRole('button', { name: 'Add an authority' }).press('Enter');
  await form().getByLabel('Name', { exact: true }).fill('Ministry of Justice');
  await desk.sound(page, 'authority-form');
  await form().getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Ministry of Justice' }).waitFor();
  ministry = page.url().split('/').at(-1) ?? '';

  await changes();
  await form().getByLabel('Name', { exact: true }).fill('Ministry of Justice and Prisons');
  await form().getByLabel('Telephone').fill('000 0177');
  // Meanwhile another fact is changed, as a bundle taken in would do.
  const { facts } = await desk.call('authority_get', { authority: ministry });
  await desk.call('authority_set', { authority: ministry, was: facts, facts: { ...facts, address: 'Harbour Street 1' } });
  await saves();
  await page.getByRole('heading', { level: 1, name: 'Ministry of Justice and Prisons' }).waitFor();
  const shown = page.getByRole('region', { name: 'Facts' });
  await shown.getByText('000 0177').waitFor();
  await shown.getByText('Harbour Street 1').waitFor();
  await desk.sound(page, 'authority-changed');
  expect(complaints).toEqual([]);
});

it('one that is no longer there keeps what it was sent, is offered to nothing new, and comes back', async () => {
  const facts = { text: 'Open the yard each day.', addressee: ministry, visit: null, place: null, theme: null, standards: '', priority: 'normal', deadline: null, reply_by: null, repeats: null };
  const { id } = await desk.call('recommendation_add', { facts, findings: [] });
  const offered = async (): Promise<string[]> => {
    await desk.go(page, 'recommendations/new');
    return page.getByLabel('Addressee', { exact: true }).locator('option').allInnerTexts();
  };
  expect(await offered()).toContain('Ministry of Justice and Prisons');

  await desk.go(page, `authorities/${ministry}`);
  await changes();
  await form().getByLabel('No longer there').check();
  await saves();
  await page.getByText('No longer there').waitFor();
  await desk.sound(page, 'authority-gone');
  expect(await offered()).not.toContain('Ministry of Justice and Prisons');
  await desk.go(page, `recommendations/${id}/edit`);
  const addressee = page.getByLabel('Addressee', { exact: true });
  await expect.poll(() => addressee.inputValue(), { message: 'what stands is not taken from it' }).toBe(ministry);
  await desk.go(page, 'authorities');
  await page.getByRole('listitem').filter({ hasText: 'Ministry of Justice and Prisons' }).getByText('No longer there').waitFor();

  await desk.go(page, `authorities/${ministry}`);
  await changes();
  await form().getByLabel('No longer there').uncheck();
  await saves();
  await page.getByText('No longer there').waitFor({ state: 'detached' });
  expect(await offered()).toContain('Ministry of Justice and Prisons');
  expect(complaints).toEqual([]);
});
