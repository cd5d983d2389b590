import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Desk, PASSPHRASE, SIZES } from './desk';

let desk: Desk;
let page: Page;
let complaints: string[];
let visit = '';

beforeAll(async () => {
  desk = await Desk.open();
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await desk.call('sample_load', { years: 0 });
  visit = (await desk.call('visit_list', {})).rows.find((row) => row.phase === 'on_site')?.id ?? '';
});
beforeEach(async () => {
  ({ page, complaints } = await desk.page(SIZES.desktop, { hearsShell: true }));
  return () => page.context().close();
});
afterAll(() => desk.close());

/** A row of a list by a text in it. */
const row = (text: string) => page.getByRole('listitem').filter({ hasText: text });

it('a visit is edited while a colleague edits it too: nothing typed is lost, nothing of theirs is overwritten', async () => {
  await desk.go(page, `visits/${visit}`);
  await page.getByRole('button', { name: 'Edit visit' }).press('Enter');
  const form = page.locator('dialog[open]');
  expect(await desk.violations(page)).toEqual([]);
  await form.getByLabel('Objectives').fill('Night visit to the new wing');
  await form.getByLabel('Kind of visit').selectOption('thematic');

  // Meanwhile the same fact, and another, are changed: as a bundle taken in would do.
  const view = await desk.call('visit_get', { visit });
  const { visit_kind, announced, starts_on, ends_on } = view.row;
  const was = { visit_kind, announced, starts_on, ends_on, objectives: view.objectives };
  await desk.call('visit_set', { visit, was, facts: { ...was, objectives: 'The wing for remand', announced: !announced } });
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await form.getByText('A colleague changed this').waitFor();
  expect(await form.getByLabel('Objectives').inputValue()).toBe('Night visit to the new wing');
  expect(await form.getByText('The wing for remand').count()).toBe(1);
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await form.waitFor({ state: 'hidden' });
  const now = await desk.call('visit_get', { visit });
  expect([now.objectives, now.row.visit_kind, now.row.announced]).toEqual(['Night visit to the new wing', 'thematic', !announced]);
  expect(complaints).toEqual([]);
});

it('seats and areas come and go from the hub, with a way back', async () => {
  await desk.go(page, `visits/${visit}`);
  await page.getByLabel('Add an area').fill('Roof yard');
  await page.getByLabel('Add an area').press('Enter');
  await page.getByRole('button', { name: /^Rename .*Roof yard/ }).press('Enter');
  await page.getByLabel('Name of an area').fill('Upper yard');
  await page.getByLabel('Name of an area').press('Enter');
  await page.getByRole('button', { name: /^Remove .*Upper yard/ }).press('Enter');
  await page.getByText('The area is removed.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await page.getByRole('button', { name: /^Rename .*Upper yard/ }).waitFor();
  const { team } = await desk.call('visit_get', { visit });
  await page.getByRole('button', { name: /from the delegation/ }).first().press('Enter');
  await expect.poll(async () => (await desk.call('visit_get', { visit })).team.length).toBe(team.length - 1);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(async () => (await desk.call('visit_get', { visit })).team).toEqual(team);
  expect(complaints).toEqual([]);
});

it('a withdrawal says what it hides and where before it is made, and afterwards nothing of it is shown', async () => {
  const { rows } = await desk.call('interview_list', { visit });
  const interview = rows[0]?.id ?? '';
  await desk.call('statement_add', { interview, text: 'Kept standing all night', theme: null, verbatim: true, first_hand: true, allegation: false, degree: null });
  await desk.go(page, `visits/${visit}/interview/${interview}`);
  await row('Take notes').getByRole('button', { name: 'Withdraw' }).press('Enter');
  const dialog = page.locator('dialog[open]');
  await dialog.getByRole('heading', { name: 'What it changes on this device' }).waitFor();
  await dialog.getByText('Kept standing all night').waitFor();
  await dialog.getByText('Here, at once').waitFor();
  expect(await desk.violations(page)).toEqual([]);
  expect((await desk.call('interview_get', { interview })).withdrawn).toBe(false);
  await dialog.getByRole('button', { name: 'Withdraw' }).press('Enter');
  await page.getByRole('region', { name: 'Note' }).getByText('What was said is hidden here').waitFor();
  expect(await page.locator('main').innerText()).not.toContain('Kept standing all night');
  await row('Take notes').getByRole('button', { name: 'Who has this' }).press('Enter');
  await page.getByRole('heading', { name: 'Where it takes effect' }).waitFor();
  await page.keyboard.press('Escape');
  await row('Take notes').getByRole('button', { name: 'Yes' }).press('Enter');
  await page.getByText('Kept standing all night').waitFor();
  expect(complaints).toEqual([]);
});

it('a lead sends a disagreement back with a question, finds it on Today, and answers it', async () => {
  await desk.go(page, 'merge');
  await page.keyboard.press('s');
  expect(await desk.violations(page)).toEqual([]);
  await page.getByLabel('Your question to them').fill('Which shift was it?');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Send back' }).first().press('Enter');
  await page.getByText('Sent back with the question.').waitFor();
  await page.getByText('Waiting for:').waitFor();
  await desk.go(page, 'today');
  const asked = page.getByRole('region', { name: 'The lead asks you' });
  await asked.getByText('Which shift was it?').waitFor();
  expect(await desk.violations(page)).toEqual([]);
  expect(await asked.getByRole('link', { name: 'Open the field' }).getAttribute('href')).toMatch(/^#\/(visits|places)\/.+/);
  await asked.getByRole('button', { name: 'Answer in words' }).press('Enter');
  await page.getByLabel('Your answer').fill('The day shift.');
  await page.locator('dialog[open]').getByRole('button', { name: 'Answer' }).press('Enter');
  await asked.waitFor({ state: 'detached' });
  await desk.go(page, 'merge');
  await page.getByText('The day shift.').waitFor();
  expect(complaints).toEqual([]);
});

it('a file dropped on the window is looked into and never taken in by itself', async () => {
  const path = `${desk.folder}/out.visita-bundle`;
  await desk.call('bundle_export', { path, devices: [], first: false });
  await desk.go(page, 'today');
  // Sealed for the others: this device may not open its own bundle, and says so.
  await desk.say(page, 'file-dropped', path);
  await page.getByText('This file was made for other devices.').waitFor();
  const other = await Desk.open();
  try {
    await other.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
    const asked = `${desk.folder}/join.visita-request`;
    await other.call('team_request', { member: 'Newcomer', path: asked });
    const before = (await desk.call('team_get', {})).members.length;
    await desk.say(page, 'file-dropped', asked);
    await page.locator('dialog[open]').getByText('Newcomer').waitFor();
    expect((await desk.call('team_get', {})).members.length).toBe(before);
  } finally {
    await other.close();
  }
  expect(complaints).toEqual([]);
});

it('a visit is called off with its reason, leaves what is ahead, and comes back when that is taken back', async () => {
  const place = (await desk.call('place_list', { place_type: null })).rows[0];
  const { id } = await desk.call('visit_create', { place: place?.id ?? '', visit_kind: 'ad_hoc', announced: false, starts_on: '2031-05-04', ends_on: null, objectives: '', checklists: [] });
  const ahead = async () => (await desk.call('today_get', {})).open_visits.some((one) => one.id === id);
  await desk.go(page, `visits/${id}`);
  await page.getByRole('button', { name: 'Call it off' }).press('Enter');
  const form = page.locator('dialog[open]');
  await form.getByLabel('Why it is not made').fill('The road is closed.');
  expect(await desk.violations(page)).toEqual([]);
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByRole('button', { name: 'It is made after all' }).waitFor();
  await page.getByText('The road is closed.').waitFor();
  expect(await page.getByRole('button', { name: /^Move to/ }).count()).toBe(0);
  expect(await desk.violations(page)).toEqual([]);
  expect(await ahead()).toBe(false);
  await desk.go(page, 'visits');
  const off = page.getByRole('region', { name: 'Called off' });
  await off.getByRole('link').press('Enter');
  await page.getByRole('button', { name: 'It is made after all' }).press('Enter');
  await page.getByRole('button', { name: 'Call it off' }).waitFor();
  expect(await ahead()).toBe(true);
  expect(complaints).toEqual([]);
});

it('the page goes blank the moment the shell says it has locked, and asks by itself where no shell tells it', async () => {
  await desk.go(page, `visits/${visit}`);
  const name = await page.locator('h1').innerText();
  const { page: alone } = await desk.page(SIZES.desktop);
  await desk.go(alone, `visits/${visit}`);
  await desk.call('vault_lock', {});
  await desk.say(page, 'locked', null);
  await page.getByRole('heading', { name: 'Locked' }).waitFor({ timeout: 1_000 });
  expect(await page.locator('body').innerText()).not.toContain(name);
  await alone.getByRole('heading', { name: 'Locked' }).waitFor({ timeout: 10_000 });
  await alone.context().close();
});
