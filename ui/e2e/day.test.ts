import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, SIZES, loose } from './desk';
import { atDevice } from './members';

let desk: Desk;
let visit = '';

beforeAll(async () => {
  desk = await atDevice();
  await desk.call('sample_load', { years: 0 });
  visit = (await desk.call('visit_list', {})).rows.find((row) => row.phase === 'on_site')?.id ?? '';
});
afterAll(() => desk.close());

/** A page of a phone or of a desktop, and what it complains of. */
async function on(size: keyof typeof SIZES): Promise<{ page: Page; done: () => Promise<void> }> {
  const { page, complaints } = await desk.page(SIZES[size]);
  const done = async (): Promise<void> => {
    expect(complaints).toEqual([]);
    await page.context().close();
  };
  return { page, done };
}

const now = { offset_minutes: 0 };

it('on a phone, the delegation arrives with one tap and leaves with another, and the stay stands with both times', async () => {
  const stays = async () => (await desk.call('access_list', { visit })).stays;
  // Whoever the sample left at the place is gone by now.
  for (const stay of await stays()) if (stay.facts.left_at === null) await desk.call('stay_leave', { visit, stay: stay.id });
  const before = (await stays()).map((stay) => stay.id);
  const { page, done } = await on('phone');
  await desk.go(page, `visits/${visit}`);
  await page.getByRole('button', { name: 'We have arrived' }).click();
  await page.getByText(/At the place since/).waitFor();
  await desk.sound(page, 'stay-begun');
  await desk.go(page, `visits/${visit}`);
  await page.getByRole('button', { name: 'We are leaving' }).click();
  await page.getByRole('button', { name: 'We have arrived' }).waitFor();
  const made = (await stays()).filter((stay) => !before.includes(stay.id));
  expect(made).toHaveLength(1);
  expect([made[0]?.facts.arrived_at, made[0]?.facts.left_at].every(Boolean)).toBe(true);
  await done();
});

it('on a phone, files of a register are held against what the Convention asks of them, and what is missing is counted', async () => {
  const samples = () => desk.call('register_sample_list', { visit });
  const missing = async (): Promise<number> => (await samples()).totals.find((total) => total.element === 'health')?.missing ?? 0;
  const before = await missing();
  const { page, done } = await on('phone');
  await desk.go(page, `visits/${visit}/counts`);
  await page.getByRole('button', { name: 'Add a sample' }).click();
  const form = page.locator('dialog[open]');
  await form.getByLabel('Register', { exact: true }).selectOption('personal_file');
  await form.getByLabel('Your code for it').fill('R-7');
  await form.getByLabel('Entries looked at').fill('5');
  await form.getByLabel('(a) Who the person is').selectOption('present');
  await form.getByLabel('(f) State of health').selectOption('missing');
  await desk.sound(page, 'register-sample');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByText('R-7', { exact: true }).waitFor();
  const facts = (await samples()).rows.find((row) => row.facts.code === 'R-7')?.facts;
  expect(facts).toMatchObject({ register: 'personal_file', entries: 5, identity: 'present', health: 'missing', death: null });
  expect(await missing()).toBe(before + 1);
  const row = page.getByRole('region', { name: 'All samples together' }).getByRole('row', { name: /\(f\) State of health/ });
  expect(await row.getByRole('cell').nth(2).innerText()).toContain(String(before + 1));
  await done();
});

it('on a phone, what was not seen yet is marked as seen with a way back, or somebody is sent there', async () => {
  const unseen = async (): Promise<number> => (await desk.call('coverage_get', { visit, ...now })).rows.filter((row) => !row.seen && !row.again).length;
  const tasks = async (): Promise<string[]> => (await desk.call('task_list', { doc: visit })).rows.map((task) => task.facts.what);
  const [before, asked] = [await unseen(), await tasks()];
  expect(before, 'the sample has not seen everything').toBeGreaterThan(1);
  const { page, done } = await on('phone');
  await desk.go(page, `visits/${visit}/coverage`);
  await page.getByRole('button', { name: /^It was seen: / }).first().click();
  await page.getByText('Marked as seen.').waitFor();
  await expect.poll(unseen).toBeLessThan(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(unseen).toBe(before);
  await page.getByRole('button', { name: /^Send somebody: / }).first().click();
  const form = page.locator('dialog[open]');
  const what = form.getByLabel('What is to be done');
  await expect.poll(() => what.inputValue()).not.toBe('');
  await what.fill('Walk through the yard before dark');
  await desk.sound(page, 'somebody-sent');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  expect((await tasks()).filter((one) => !asked.includes(one))).toEqual(['Walk through the yard before dark']);
  await done();
});

it('in the evening, on a phone, what was talked about is ticked, and says by whom', async () => {
  const talked = async (): Promise<number> => (await desk.call('debrief_get', { visit, ...now })).lines.filter((line) => line.talked_by !== null).length;
  const before = await talked();
  const { page, done } = await on('phone');
  await desk.go(page, `visits/${visit}/debrief`);
  await page.getByRole('checkbox', { checked: false }).first().click();
  await expect.poll(talked).toBe(before + 1);
  await page.getByText(/^Talked about · /).first().waitFor();
  await desk.sound(page, 'debrief');
  await done();
});

it('in the evening, on a phone, a finding of one source is established with its written reason alone, and weighed', async () => {
  const { id: finding } = await desk.call('finding_add', { visit, statement: 'Nobody was let out into the yard on Sunday.', theme: 'health', good_practice: false });
  const row = async () => (await desk.call('finding_get', { visit, finding })).row;
  const { page, done } = await on('phone');
  await desk.go(page, `visits/${visit}/findings/${finding}`);
  await page.getByRole('button', { name: 'Establish', exact: true }).click();
  const form = page.locator('dialog[open]');
  await form.getByText(/^One kind of source alone supports this finding/).waitFor();
  expect(await form.getByRole('button', { name: 'Save' }).isDisabled(), 'not without a reason').toBe(true);
  expect((await row()).status).toBe('draft');
  await form.getByLabel('Why one kind of source is enough').fill('We stood in the yard all day.');
  await desk.sound(page, 'one-source');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Back to draft' }).waitFor();

  const weight = page.getByRole('form', { name: 'What it weighs' });
  await weight.getByLabel('Severity').selectOption('serious');
  await weight.getByLabel('Spread').selectOption('whole_place');
  await weight.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  const stands = await row();
  expect(stands.status).toBe('established');
  expect(stands.weight).toMatchObject({ severity: 'serious', spread: 'whole_place', one_source_reason: 'We stood in the yard all day.' });
  await done();
});

it('on a phone, somebody who may suffer for having spoken is entered for those chosen alone', async () => {
  const { members, me } = await desk.call('team_get', {});
  const reader = members.find((one) => one.member !== me && one.role !== 'lead');
  const { page, done } = await on('phone');
  await desk.go(page, `visits/${visit}/reprisals`);
  await page.getByRole('button', { name: 'Add a person without an interview' }).click();
  const form = page.locator('dialog[open]');
  await form.getByLabel('Who they are').selectOption('staff');
  await form.getByLabel('How likely it is').selectOption('high');
  expect(await form.getByRole('button', { name: 'Save' }).isDisabled(), 'not without what may happen').toBe(true);
  await form.getByLabel('What may happen').fill('Moved to nights for having shown the cells');
  const readers = form.getByRole('group', { name: 'Who may open it, beside you and the leads' });
  await readers.getByLabel(reader?.name ?? 'nobody', { exact: true }).check();
  await desk.sound(page, 'reprisal-form');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByText('Moved to nights for having shown the cells').waitFor();
  const entry = (await desk.call('reprisal_list', { visit })).rows.find((one) => one.facts.risk.startsWith('Moved to nights'));
  expect(entry).toMatchObject({ whole_team: false, facts: { informant: 'staff', level: 'high' } });
  expect(entry?.readers.map((one) => one.member)).toContain(reader?.member);
  await done();
});

it('the lead says from which number on persons are counted in the open, and it stands', async () => {
  const { page, done } = await on('desktop');
  await desk.go(page, 'numbers');
  const small = page.getByRole('region', { name: 'Small numbers of persons' });
  await small.getByLabel('Hold back numbers under').fill('7');
  await small.getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByText(loose('Numbers under 7 are held back from now on.')).waitFor();
  await desk.go(page, 'numbers');
  await expect.poll(() => small.getByLabel('Hold back numbers under').inputValue()).toBe('7');
  await desk.sound(page, 'threshold');
  await done();
});

it('the map is drawn with borders or without, and says of itself that it takes no side', async () => {
  const { rows } = await desk.call('place_list', { place_type: null });
  const place = rows.find((row) => row.facts.closed_on === null);
  const was = place?.facts;
  if (!place || !was) throw new Error('the sample has no place');
  await desk.call('place_set', { place: place.id, was, facts: { ...was, latitude: 47.5, longitude: 9.5 } });
  const { page, done } = await on('desktop');
  await desk.go(page, 'programme/map');
  const map = page.getByRole('region', { name: 'Map of the places' });
  await map.getByText(/They say nothing about the status of any territory\./).waitFor();
  const borders = map.locator('path.border');
  await expect.poll(() => borders.count()).toBe(1);
  await map.getByLabel('Show borders').uncheck();
  await borders.waitFor({ state: 'detached' });
  expect(await map.locator('path.land').count(), 'the land stays').toBe(1);
  await desk.sound(page, 'map-without-borders');
  await done();
});

it('one of the ten questions of a recommendation is answered, and stops nobody', async () => {
  const every = { column: null, addressee: null, place: null, visit: null, theme: null, priority: null, year: null, withdrawn: false };
  const recommendation = (await desk.call('recommendation_list', every)).rows[0]?.id ?? '';
  const answer = async () => (await desk.call('recommendation_get', { recommendation })).smart.find((one) => one.question === 'measurable')?.answer;
  const { page, done } = await on('desktop');
  await desk.go(page, `recommendations/${recommendation}`);
  const question = page.getByRole('region', { name: 'Advice' }).getByRole('listitem').filter({ hasText: 'Measurable' });
  const unsure = question.getByRole('button', { name: 'Unsure', exact: true });
  // A question with a hint stands open already.
  if (!(await unsure.isVisible())) await question.locator('summary').click();
  await unsure.click();
  await expect.poll(answer).toBe('unsure');
  await page.getByText(/answered/).first().waitFor();
  await desk.sound(page, 'advice-answered');
  await done();
});
