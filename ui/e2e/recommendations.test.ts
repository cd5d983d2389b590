import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Desk, PASSPHRASE, SIZES, loose } from './desk';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await desk.call('sample_load', { years: 0 });
});
afterAll(() => desk.close());

/** The key that presses what has the focus, once it can be pressed. */
async function press(button: Locator): Promise<void> {
  await expect.poll(() => button.isEnabled()).toBe(true);
  await button.press('Enter');
}

const every = { column: null, addressee: null, place: null, visit: null, theme: null, priority: null, year: null, withdrawn: false };

it('a finding becomes a recommendation, is sent, answered and graded with the keyboard alone, and the board follows', async () => {
  const { rows: visits } = await desk.call('visit_list', {});
  const visit = visits.find((row) => row.phase === 'on_site')?.id ?? '';
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, `visits/${visit}/findings`);
  await press(page.getByRole('link', { name: 'Recommend', exact: true }).first());
  await page.getByRole('heading', { name: 'New recommendation' }).waitFor();
  await page.getByText(loose('Block B holds more persons')).waitFor();

  // What was recommended before on the same is shown while typing, with the words that are shared.
  await page.getByLabel('What is to be done').fill('Heat the cells of Block B to 18 degrees and give every person two blankets.');
  await page.getByText(/% alike by these words/).first().waitFor();
  await page.getByText(loose('No deadline is named.')).waitFor();
  await page.getByLabel('To be done by').fill('2099-06-30');
  await page.getByText(loose('No deadline is named.')).waitFor({ state: 'detached' });
  // It survives the way elsewhere and back.
  await page.getByText(/Saved on this device/).first().waitFor();
  await desk.go(page, 'today');
  await page.goBack();
  await page.goBack();
  await desk.go(page, `visits/${visit}/findings`);
  await press(page.getByRole('link', { name: 'Recommend', exact: true }).first());
  await expect.poll(() => page.getByLabel('What is to be done').inputValue()).toContain('two blankets');
  await press(page.getByRole('button', { name: 'Save' }));
  await page.getByRole('heading', { name: /^Recommendation 2/ }).waitFor();
  const id = page.url().split('/').at(-1) ?? '';

  await press(page.getByRole('button', { name: 'Mark as sent' }));
  const dialog = page.locator('dialog[open]');
  await dialog.getByLabel('Addressee').selectOption({ index: 1 });
  await dialog.getByLabel('Day of the letter').fill('2026-01-10');
  await dialog.getByLabel('Reply asked for by').fill('2026-02-10');
  await press(dialog.getByRole('button', { name: 'Mark as sent' }));
  await page.getByText(loose('Sent to the authority')).waitFor();
  expect((await desk.call('recommendation_get', { recommendation: id })).row.column).toBe('reply_due');
  await desk.go(page, 'today');
  await page.getByText(/replies and deadlines are due/).waitFor();

  await desk.go(page, `recommendations/${id}`);
  await press(page.getByRole('button', { name: 'Log a reply' }));
  await dialog.getByLabel(/What they say/).fill('The boiler was replaced.');
  await dialog.getByLabel(/Satisfactory/).first().check();
  await press(dialog.getByRole('button', { name: 'Save' }));
  await page.getByText(loose('The boiler was replaced.')).waitFor();
  expect((await desk.call('recommendation_get', { recommendation: id })).row).toMatchObject({ column: 'replied', grade: 'a' });
  await press(page.getByRole('button', { name: 'All of it' }));
  await expect.poll(async () => (await desk.call('recommendation_get', { recommendation: id })).row.column).toBe('done');
  await desk.go(page, 'recommendations/board');
  await page.locator(`a[href="#/recommendations/${id}"]`).waitFor();
  expect(await desk.violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('on site, a recommendation to the place asks to be verified, and what was found stands in its thread', async () => {
  const { rows: visits } = await desk.call('visit_list', {});
  const visit = visits.find((row) => row.phase === 'on_site')?.id ?? '';
  const { page, complaints } = await desk.page(SIZES.phone);
  await desk.go(page, `visits/${visit}`);
  await page.getByRole('heading', { name: 'Recommendations to verify' }).waitFor();
  await press(page.getByRole('link', { name: 'Verify', exact: true }));
  const card = page.locator('article', { hasText: 'call bells' });
  await press(card.getByRole('button', { name: 'Partly done' }));
  await card.getByText(/Your answer/).waitFor();
  await card.getByLabel('Note').fill('Two of six bells rang.');
  await card.getByLabel('Source').focus();
  await expect.poll(async () => (await desk.call('verify_list', { visit })).rows.some((item) => item.slots.some((slot) => slot.note === 'Two of six bells rang.'))).toBe(true);
  expect(await desk.violations(page)).toEqual([]);
  await press(card.getByRole('link').first());
  await page.getByText(loose('Two of six bells rang.')).waitFor();
  await page.getByText(loose('The last check suggests: A part')).waitFor();
  await press(page.getByRole('button', { name: 'Take it over' }));
  const { rows } = await desk.call('recommendation_list', { ...every, column: 'partly_done' });
  await expect.poll(() => rows.length).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('a trace leads from any of its parts to any other in two steps, and names no interview', async () => {
  const { rows } = await desk.call('recommendation_list', { ...every, column: 'partly_done' });
  const answered = rows.find((row) => row.visit !== '')?.id ?? '';
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, `recommendations/${answered}`);
  await press(page.getByRole('link', { name: 'Trace' }));
  await page.getByText(loose('The same as a list')).press('Enter');
  const list = page.locator('details');
  for (const column of ['Place', 'Visit', 'Finding', 'Standard', 'Recommendation', 'Reply', 'Verification']) {
    await list.getByRole('heading', { name: column, exact: true }).waitFor();
  }
  expect(await page.locator('main').innerText()).not.toMatch(/(?:Blue|Green|Red|Grey)-\d+/);
  expect(await desk.violations(page)).toEqual([]);
  await press(list.getByRole('region', { name: 'Finding' }).getByRole('link').first());
  await page.getByRole('heading', { name: 'Findings' }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('a letter is read before it is written, and those in it are marked as sent at once', async () => {
  const { rows } = await desk.call('recommendation_list', { ...every, column: 'draft' });
  const draft = rows[0]?.id ?? '';
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, `recommendations/${draft}/letter`);
  const preview = page.getByRole('article', { name: 'Preview of the letter' });
  await preview.getByText(loose('Move persons from Block B')).waitFor();
  await page.getByText(loose('One finding is left out')).waitFor();
  await press(page.getByRole('button', { name: 'Mark it as sent' }));
  await page.getByText(loose('Sent to the authority')).waitFor();
  expect((await desk.call('recommendation_get', { recommendation: draft })).row.column).toBe('sent');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('what is asked of somebody on a recommendation stands on Today, and leads back to where it is done', async () => {
  const facts = { text: 'Publish the rules on searches.', addressee: null, visit: null, place: null, theme: null, standards: '', priority: 'normal', deadline: null, reply_by: null, repeats: null };
  const { id: draft } = await desk.call('recommendation_add', { facts, findings: [] });
  const { page, complaints } = await desk.page(SIZES.phone);
  await desk.go(page, `recommendations/${draft}`);
  const review = page.getByRole('group', { name: 'Where the text stands' });
  await press(review.getByRole('button', { name: 'Agreed by the team' }));
  await expect.poll(async () => (await desk.call('recommendation_get', { recommendation: draft })).row.review).toBe('agreed');

  await press(page.getByRole('button', { name: 'Ask somebody' }));
  const dialog = page.locator('dialog[open]');
  await dialog.getByLabel('What is to be done').fill('Find the decree that names the budget.');
  await dialog.getByLabel('For whom').selectOption({ label: 'Sample lead' });
  await press(dialog.getByRole('button', { name: 'Save' }));
  await page.getByText('Find the decree that names the budget.').waitFor();
  await page.getByLabel('Your comment').fill('I could not find it in the gazette.');
  await page.getByLabel('Sample lead').check();
  await press(page.getByRole('button', { name: 'Say it' }));
  await page.getByText('I could not find it in the gazette.').waitFor();
  expect(await desk.violations(page)).toEqual([]);

  await desk.go(page, 'today');
  const asked = page.getByRole('listitem').filter({ hasText: 'Find the decree' });
  expect(await asked.getByRole('link').getAttribute('href')).toBe(`#/recommendations/${draft}`);
  await press(page.getByRole('link', { name: /I could not find it/ }));
  await page.getByRole('heading', { name: /^Recommendation 2/ }).waitFor();
  await press(page.getByRole('button', { name: /^It is done: Find the decree/ }));
  await dialog.getByLabel('What was done').fill('It is no. 41 of 2019.');
  await press(dialog.getByRole('button', { name: 'Save' }));
  await page.getByText('It is no. 41 of 2019.').waitFor();
  const { tasks } = await desk.call('today_get', {});
  expect(tasks.some((task) => task.doc === draft)).toBe(false);
  expect(complaints).toEqual([]);
  await page.context().close();
});
