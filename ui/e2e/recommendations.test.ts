import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_FACTS as NO_PLACE } from '../src/kit/no-place';
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
  // The letter was logged without its reference.
  await press(page.getByRole('button', { name: 'Correct', exact: true }));
  await dialog.getByRole('heading', { name: 'Correct the letter' }).waitFor();
  await dialog.getByLabel('Our file reference').fill('C/15');
  await press(dialog.getByRole('button', { name: 'Save', exact: true }));
  await page.getByText('C/15', { exact: true }).waitFor();
  const letter = async () => (await desk.call('recommendation_get', { recommendation: id })).thread.find((entry) => entry.entry === 'letter');
  expect(await letter()).toMatchObject({ facts: { on: '2026-01-10', reference: 'C/15' } });

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

it('what one visit recommended is asked at the next one to the place, and done once that found it done; the visit after asks no more', async () => {
  const { id: place } = await desk.call('place_add', { ...NO_PLACE, name: 'Hollow Point' });
  const { id: first } = await desk.call('visit_create', { place, visit_kind: 'in_depth', announced: false, starts_on: '2026-01-12', ends_on: null, objectives: '', checklists: ['prison'] });
  const authority = (await desk.call('authority_list', {})).rows[0]?.id ?? '';
  const facts = { text: 'Put a window into each isolation cell.', addressee: authority, visit: first, place, theme: null, standards: '', priority: 'normal', deadline: null, reply_by: null, repeats: null };
  const { id } = await desk.call('recommendation_add', { facts, findings: [] });
  await desk.call('recommendation_send', { recommendation: id, on: '2026-02-01', addressee: authority, reference: '', reply_by: null });
  const { page, complaints } = await desk.page(SIZES.desktop);
  const nothing = () => page.getByText('No recommendation about this place waits to be looked at on this visit.').waitFor();
  await desk.go(page, `visits/${first}/verify`);
  await nothing();
  // Nor is it asked on a visit that was over before anybody was asked to do anything.
  const { id: before } = await desk.call('visit_create', { place, visit_kind: 'in_depth', announced: false, starts_on: '2024-05-06', ends_on: null, objectives: '', checklists: [] });
  await desk.go(page, `visits/${before}/verify`);
  await nothing();

  await desk.go(page, `places/${place}`);
  await press(page.getByRole('button', { name: 'Plan a visit' }));
  await page.locator('dialog[open]').getByLabel('Kind of visit').selectOption('follow_up');
  await press(page.locator('dialog[open]').getByRole('button', { name: 'Plan a visit', exact: true }));
  const asked = page.getByRole('region', { name: 'Recommendations to verify' });
  await asked.getByText('Put a window into each isolation cell.').waitFor();
  await asked.getByText(loose('0 of 1')).waitFor();
  await press(asked.getByRole('link', { name: 'Verify', exact: true }));
  const card = page.getByRole('article').filter({ hasText: 'Put a window into each isolation cell.' });
  await press(card.getByRole('button', { name: 'Fully done' }));
  await card.getByRole('button', { name: 'Fully done', pressed: true }).waitFor();
  await card.getByLabel('Note').fill('A window in all six.');
  await card.getByLabel('Note').blur();
  await expect.poll(async () => (await desk.call('recommendation_get', { recommendation: id })).thread.some((entry) => entry.entry === 'visit' && entry.slots.some((slot) => slot.note === 'A window in all six.'))).toBe(true);

  await press(card.getByRole('link').first());
  await page.getByText('A window in all six.').waitFor();
  await page.getByText(loose('The last check suggests: All of it')).waitFor();
  await desk.sound(page, 'recommendation verified at the next visit');
  await press(page.getByRole('button', { name: 'Take it over' }));
  await expect.poll(async () => (await desk.call('recommendation_get', { recommendation: id })).row.column).toBe('done');
  const { id: third } = await desk.call('visit_create', { place, visit_kind: 'in_depth', announced: false, starts_on: '2031-05-04', ends_on: null, objectives: '', checklists: [] });
  await desk.go(page, `visits/${third}/verify`);
  await nothing();
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('a recommendation about a place without a visit is written from the page of the place, on a phone', async () => {
  const { id: place } = await desk.call('place_add', { ...NO_PLACE, name: 'Alder Court' });
  const { page, complaints } = await desk.page(SIZES.phone);
  await desk.go(page, `places/${place}`);
  await press(page.getByRole('region', { name: 'Open recommendations' }).getByRole('link', { name: 'New recommendation' }));
  await page.getByRole('heading', { name: 'New recommendation' }).waitFor();
  const about = page.getByLabel('Place it is about');
  await expect.poll(() => about.inputValue()).toBe(place);
  // Of a visit, the place is the visit's; where it is taken off, that one stays until another is chosen.
  const visit = page.getByLabel('Visit it came out of');
  await visit.selectOption({ index: 1 });
  await about.waitFor({ state: 'detached' });
  await visit.selectOption('');
  expect(await about.inputValue()).not.toBe(place);
  await about.selectOption(place);
  await page.getByLabel('What is to be done').fill('Open the yard to everybody for an hour each day.');
  await desk.sound(page, 'recommendation about a place');
  await press(page.getByRole('button', { name: 'Save' }));
  await page.getByRole('heading', { name: /^Recommendation 2/ }).waitFor();
  const recommendation = page.url().split('/').at(-1) ?? '';
  expect((await desk.call('recommendation_get', { recommendation })).facts).toMatchObject({ place, visit: null });
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('a trace names no interview, and is a list as well as a drawing', async () => {
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

it('one reply is logged to all that its letter asked, on a phone; its document is kept once, and its day corrected once', async () => {
  const authority = (await desk.call('authority_list', {})).rows[0]?.id ?? '';
  const asks = async (text: string): Promise<string> => {
    const facts = { text, addressee: authority, visit: null, place: null, theme: null, standards: '', priority: 'normal', deadline: null, reply_by: null, repeats: null };
    const { id } = await desk.call('recommendation_add', { facts, findings: [] });
    await desk.call('recommendation_send', { recommendation: id, on: '2026-01-20', addressee: authority, reference: 'C/77', reply_by: null });
    return id;
  };
  const [beds, doctor] = [await asks('Buy beds for every cell.'), await asks('Let a doctor in each week.')];
  const replyTo = async (recommendation: string) => (await desk.call('recommendation_get', { recommendation })).thread.find((entry) => entry.entry === 'reply');
  const { page, complaints } = await desk.page(SIZES.phone);
  await desk.go(page, `authorities/${authority}`);
  const letter = page.getByRole('listitem').filter({ hasText: 'C/77' });
  await letter.getByText(loose('2 without a reply')).waitFor();
  await desk.sound(page, 'letters to an authority');
  await press(letter.getByRole('link', { name: /^Log a reply to this letter/ }));

  await page.getByRole('heading', { name: 'Log a reply to several' }).waitFor();
  await page.getByLabel('Day', { exact: true }).fill('2026-02-03');
  await page.getByLabel('Their file reference').fill('M/9');
  await page.getByLabel('Our assessment of those left').selectOption('c');
  const { row } = await desk.call('recommendation_get', { recommendation: beds });
  const part = page.getByRole('group', { name: row.reference });
  await part.getByLabel('Our assessment of this answer').selectOption('a');
  await part.getByLabel('What it says about this one').fill('Forty beds were bought.');
  await desk.sound(page, 'reply to a letter');
  await press(page.getByRole('button', { name: loose('Log it to 2 recommendations') }));
  await page.getByRole('heading', { name: /^Reply of/ }).waitFor();
  const [said, left] = [await replyTo(beds), await replyTo(doctor)];
  expect(said).toMatchObject({ facts: { on: '2026-02-03', reference: 'M/9', words: 'Forty beds were bought.', grade: 'a' } });
  expect(left).toMatchObject({ facts: { on: '2026-02-03', reference: 'M/9', words: '', grade: 'c' } });

  const path = join(desk.folder, 'reply.pdf');
  writeFileSync(path, 'The reply of the ministry.');
  const dialog = page.locator('dialog[open]');
  await press(page.getByRole('button', { name: 'Attach a file' }));
  await dialog.getByLabel('File', { exact: true }).fill(path);
  await dialog.getByLabel('What it is called').fill('Scan of the reply');
  await press(dialog.getByRole('button', { name: 'Save' }));
  await page.getByText('Scan of the reply').waitFor();
  await press(page.getByRole('button', { name: 'Correct day and reference' }));
  await dialog.getByLabel('Day', { exact: true }).fill('2026-02-05');
  await press(dialog.getByRole('button', { name: 'Save' }));
  for (const id of [beds, doctor]) await expect.poll(() => replyTo(id)).toMatchObject({ facts: { on: '2026-02-05' } });
  await desk.sound(page, 'reply to several');

  // Each of them shows the one document, and leads to the whole.
  await desk.go(page, `recommendations/${doctor}`);
  await page.getByText('Scan of the reply').waitFor();
  await press(page.getByRole('link', { name: 'Part of one reply to several recommendations' }));
  await page.getByText('Let a doctor in each week.').waitFor();
  await press(page.getByRole('button', { name: 'Save a copy: Scan of the reply' }));
  await dialog.getByLabel('File', { exact: true }).fill(`${path}.copy`);
  await press(dialog.getByRole('button', { name: 'Save a copy' }));
  await page.getByText(/^Copy written/).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('findings of all visits are one list that narrows, and a place shows what is open there', async () => {
  const { rows } = await desk.call('concluded_list', { place: null, visit: null, theme: null, standard: null, status: null, severity: null, recommended: null, good_practice: null, text: '', withdrawn: false });
  const one = rows.find((row) => row.recommendations > 0);
  expect(one).toBeDefined();
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, 'findings');
  const status = page.getByRole('status').filter({ hasText: /findings?$/ });
  await status.filter({ hasText: loose(`${rows.length} findings`) }).waitFor();
  await press(page.getByText('Find and filter'));
  await page.getByLabel('Theme').selectOption(one?.theme ?? '');
  await page.getByLabel('Recommendation', { exact: true }).selectOption('yes');
  const narrowed = rows.filter((row) => row.theme === one?.theme && row.recommendations > 0);
  await expect.poll(() => page.getByRole('list', { name: 'Findings' }).getByRole('listitem').count()).toBe(narrowed.length);
  await desk.sound(page, 'all findings');
  await desk.go(page, `places/${one?.place}`);
  const open = page.getByRole('region', { name: 'Open recommendations' });
  const { recommendations } = await desk.call('place_get', { place: one?.place ?? '' });
  expect(await open.getByRole('listitem').count()).toBe(recommendations.length);
  await page.getByRole('region', { name: 'Findings by visit' }).waitFor();
  await desk.sound(page, 'place with its findings');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('a finding that a colleague moved meanwhile is not moved by a button of the board that shows it as it was', async () => {
  const { rows: visits } = await desk.call('visit_list', {});
  const visit = visits.find((row) => row.phase === 'on_site')?.id ?? '';
  const { id: finding } = await desk.call('finding_add', { visit, statement: 'The yard is locked at noon.', theme: 'regime', good_practice: false });
  const stands = async () => (await desk.call('finding_get', { visit, finding })).row.status;
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, `visits/${visit}/findings`);
  const card = page.getByRole('listitem').filter({ hasText: 'The yard is locked at noon.' }).first();
  await card.waitFor();
  await desk.call('finding_set', { visit, finding, statement: null, status: 'established', reason: 'Seen on three days.' });
  await press(card.getByRole('button', { name: 'Withdraw', exact: true }));
  // The board is read again, and shows how it stands.
  await card.getByText('Established').waitFor();
  expect(await stands()).toBe('established');
  await press(card.getByRole('button', { name: 'Withdraw', exact: true }));
  await expect.poll(stands).toBe('withdrawn');
  await press(page.getByRole('button', { name: 'Undo' }));
  await expect.poll(stands).toBe('established');
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

it('what says much the same as another is pointed out, is said to repeat it, and takes it over once it is sent', async () => {
  const { id: place } = await desk.call('place_add', { ...NO_PLACE, name: 'Sorrel Bank' });
  const addressee = (await desk.call('authority_list', {})).rows[0]?.id ?? '';
  const facts = { text: 'Let every person in segregation be seen by a nurse each day.', addressee, visit: null, place, theme: null, standards: '', priority: 'normal', deadline: null, reply_by: null, repeats: null };
  const send = (recommendation: string, on: string): Promise<unknown> => desk.call('recommendation_send', { recommendation, on, addressee, reference: '', reply_by: null });
  const { id: first } = await desk.call('recommendation_add', { facts, findings: [] });
  await send(first, '2026-01-10');
  const twice = { ...facts, text: 'Let every person in segregation be seen by a nurse twice each day.' };
  const { id: second } = await desk.call('recommendation_add', { facts: twice, findings: [] });
  const { page, complaints } = await desk.page(SIZES.phone);
  await desk.go(page, `recommendations/${second}`);
  await page.getByRole('heading', { name: 'Others that say much the same' }).waitFor();
  await page.getByText(/% alike by these words/).first().waitFor();
  await desk.sound(page, 'recommendation-alike');
  await press(page.getByRole('button', { name: /^This one repeats it/ }).first());
  await page.getByText(/^It repeats .* now/).waitFor();
  await expect.poll(async () => (await desk.call('recommendation_get', { recommendation: second })).facts.repeats).toBe(first);
  await desk.go(page, `recommendations/${first}`);
  await page.getByText(loose('The follow-up stays here until that one is sent')).waitFor();
  expect((await desk.call('recommendation_get', { recommendation: first })).row.column).not.toBe('repeated');
  await send(second, '2026-02-10');
  await desk.go(page, 'today');
  await desk.go(page, `recommendations/${first}`);
  await page.getByText(loose('The follow-up goes on there')).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});
