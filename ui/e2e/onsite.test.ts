import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Desk, PASSPHRASE, SIZES } from './desk';

let desk: Desk;
let page: Page;
let complaints: string[];
let visit = '';
let interview = '';

beforeAll(async () => {
  desk = await Desk.open();
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await desk.call('sample_load', { years: 0 });
  visit = (await desk.call('visit_list', {})).rows.find((row) => row.phase === 'on_site')?.id ?? '';
  interview = (await desk.call('interview_list', { visit })).rows.find((row) => !row.at_risk)?.id ?? '';
});
beforeEach(async () => {
  ({ page, complaints } = await desk.page(SIZES.desktop));
  return () => page.context().close();
});
afterAll(() => desk.close());

const openDialog = () => page.locator('dialog[open]');

it('what is typed into fields, forms and answers is there again after the page is gone', async () => {
  await desk.go(page, `visits/${visit}/interview/${interview}`);
  const fears = page.getByLabel('Fears', { exact: true });
  const saved = page.waitForResponse((answer) => (answer.request().postData() ?? '').includes('The night gua'));
  await fears.pressSequentially('The night gua');
  await saved;
  // Gone in the middle of a word.
  await page.goto('about:blank');
  await desk.go(page, `visits/${visit}/interview/${interview}`);
  await expect.poll(() => page.getByLabel('Fears', { exact: true }).inputValue()).toBe('The night gua');

  await desk.go(page, 'places');
  await page.getByRole('button', { name: 'Add a place' }).first().press('Enter');
  const kept = page.waitForResponse((answer) => (answer.request().postData() ?? '').includes('Dar el'));
  await openDialog().getByLabel('Name', { exact: true }).pressSequentially('Dar el');
  await kept;
  await desk.go(page, 'places');
  await page.getByRole('button', { name: 'Add a place' }).first().press('Enter');
  await openDialog().getByText('Taken up where you left it').waitFor();
  expect(await openDialog().getByLabel('Name', { exact: true }).inputValue()).toBe('Dar el');
  expect(await desk.violations(page)).toEqual([]);
  await openDialog().getByRole('button', { name: 'Start anew' }).press('Enter');
  await expect.poll(() => openDialog().getByLabel('Name', { exact: true }).inputValue()).toBe('');
  expect(complaints).toEqual([]);
});

it('a count that is no count is said at its field, and nothing typed is lost', async () => {
  await desk.go(page, 'places');
  await page.getByRole('button', { name: 'Add a place' }).first().press('Enter');
  await openDialog().getByLabel('Name', { exact: true }).fill('Kest annex');
  await openDialog().getByLabel('Official capacity').fill('12.5');
  await openDialog().getByText('A whole number, please').waitFor();
  await openDialog().getByRole('button', { name: 'Save' }).press('Enter');
  expect(await openDialog().getByLabel('Official capacity').inputValue()).toBe('12.5');
  await openDialog().getByLabel('Official capacity').fill('12');
  await openDialog().getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByRole('heading', { name: 'Kest annex' }).waitFor();
  expect(complaints).toEqual([]);
});

it('a yes in the risk screen stands on Today until it is said what was done', async () => {
  await desk.go(page, `visits/${visit}/interview/${interview}`);
  await page.getByRole('group', { name: 'Urgent medical need' }).getByLabel('Yes').check();
  await page.getByText('A risk to this person is noted').waitFor();
  await desk.go(page, 'today');
  const risks = page.getByRole('region', { name: 'Persons at risk' });
  const urgent = risks.getByRole('listitem').filter({ hasText: 'Urgent medical need' });
  await urgent.waitFor();
  expect(await desk.violations(page)).toEqual([]);
  await urgent.getByRole('button', { name: 'Say what was done' }).press('Enter');
  await openDialog().getByLabel('What was done, and with whom').fill('The nurse saw her at noon.');
  expect(await desk.violations(page)).toEqual([]);
  await openDialog().getByRole('button', { name: 'Save' }).press('Enter');
  await urgent.waitFor({ state: 'detached' });
  await desk.go(page, `visits/${visit}/interview/${interview}`);
  await page.getByText('The nurse saw her at noon.').waitFor();
  expect(complaints).toEqual([]);
});

it('an allegation is taken down with its injuries, from the list and from the map', async () => {
  await desk.go(page, `visits/${visit}/interview/${interview}`);
  await page.getByRole('button', { name: 'Take down a statement' }).press('Enter');
  const form = openDialog();
  await form.getByLabel('What was said').fill('Beaten on the soles of the feet.');
  await form.getByLabel('An allegation of ill-treatment').check();
  await form.getByLabel('By whom, by function').fill('Two guards of the night shift');
  await form.getByLabel('Add an injury').selectOption('back_sole_left');
  await form.getByRole('button', { name: 'Right hand', exact: true }).click();
  await form.getByLabel(/What is seen or told:.*Left sole/).fill('Bruise, 4 cm');
  expect(await desk.violations(page)).toEqual([]);
  // A lead is no clinician: no degree is offered.
  expect(await form.getByLabel('Consistency of marks').count()).toBe(0);
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByText('Two guards of the night shift').waitFor();
  const statements = (await desk.call('interview_get', { interview })).statements;
  expect(statements.at(-1)?.injuries.map((injury) => injury.region)).toEqual(['back_sole_left', 'front_hand_right']);
  expect(complaints).toEqual([]);
});

it('the frame, the situation, the ending and the analysis are filled, and nothing of it is inaccessible', async () => {
  await desk.go(page, `visits/${visit}/interview/${interview}`);
  for (const summary of await page.locator('details > summary').all()) await summary.click();
  await page.getByRole('group', { name: 'How the person was selected' }).getByLabel('Named by the management').check();
  await page.getByText('ask yourself who was not named').waitFor();
  await page.getByRole('group', { name: 'Setting' }).getByRole('button', { name: 'Cell' }).click();
  await page.getByRole('button', { name: 'Disability' }).click();
  await page.getByLabel('Legal status', { exact: true }).selectOption('other');
  await page.getByLabel('Legal status, in words').fill('Held for extradition');
  await page.getByLabel('Gender', { exact: true }).selectOption('women');
  await page.getByLabel('Day to check on reprisals').fill('2026-12-20');
  await page.getByLabel('Contradictions').fill('The register says otherwise.');
  await page.getByRole('button', { name: 'It ends now' }).press('Enter');
  const sections = async () => (await desk.call('interview_get', { interview })).sections;
  await expect.poll(async () => (await sections())['ending']?.['check_on']).toBe('2026-12-20');
  const now = await sections();
  expect([now['frame']?.['selection'], now['frame']?.['setting']]).toEqual(['named_by_management', 'Cell']);
  expect(now['situation']?.['vulnerabilities']).toEqual(['disability']);
  expect([now['situation']?.['legal_status'], now['situation']?.['gender']]).toEqual(['other', 'women']);
  await expect.poll(async () => (await sections())['situation']?.['legal_status_other']).toBe('Held for extradition');
  await expect.poll(async () => (await sections())['frame']?.['ended_at']).toBeTruthy();
  expect(await desk.violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

it('a flag and a note without an answer stay, an undone answer gives them back, and the source is one tap away', async () => {
  await desk.go(page, `visits/${visit}/capture/general`);
  const question = await page.locator('#question').innerText();
  await page.getByRole('button', { name: 'Flag' }).click();
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await page.getByLabel('Note', { exact: true }).fill('Ask the night shift');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect.poll(() => page.locator('#question').innerText()).not.toBe(question);
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect.poll(() => page.locator('#question').innerText()).toBe(question);
  expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('Ask the night shift');
  expect(await page.getByRole('button', { name: 'Flag', pressed: true }).count()).toBe(1);
  await page.getByRole('group', { name: 'Source' }).getByRole('button', { name: 'Staff' }).click();
  await page.locator('#question').click();
  await page.keyboard.press('1');
  await page.getByText('Answer saved.').waitFor();
  const noted = async () => (await desk.call('answer_list', { visit, area: null })).rows.flatMap((row) => [...row.slots, ...row.remarks]).find((one) => one.note === 'Ask the night shift');
  expect(await noted()).toMatchObject({ source: 'staff', flag: true, value: { value: 'yes' } });
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(async () => 'value' in ((await noted()) ?? { value: 0 })).toBe(false);
  await expect.poll(() => page.getByLabel('Note', { exact: true }).inputValue()).toBe('Ask the night shift');
  expect(await page.getByText(/Saved on this device/).first().isVisible()).toBe(true);
  expect(await desk.violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

it('one tap at the gate begins the wait; it goes on while the page is gone, and one tap ends it', async () => {
  const { page: phone, complaints: said } = await desk.page(SIZES.phone);
  const requests = async () => (await desk.call('access_list', { visit })).rows;
  const before = (await requests()).map((one) => one.id);
  await desk.go(phone, `visits/${visit}`);
  // The delegation is inside, and would wait for something else.
  await phone.getByLabel('What is waited for').selectOption('entry');
  await phone.getByRole('button', { name: 'Waiting for access' }).click();
  const wait = phone.getByRole('region', { name: 'Waiting for access' });
  await wait.getByText('Entry to the place').waitFor();
  expect((await requests()).map((one) => one.waiting).filter(Boolean)).toHaveLength(1);
  expect(await phone.getByRole('button', { name: 'Waiting for access' }).count(), 'another is begun by what it is for').toBe(0);
  await phone.getByRole('button', { name: 'We are leaving' }).waitFor();
  await desk.sound(phone, 'access-waiting');

  // In the middle of the questions it is there as well, and it is the same.
  await desk.go(phone, `visits/${visit}/capture`);
  await wait.getByRole('button', { name: 'Let in' }).click();
  await wait.waitFor({ state: 'detached' });
  const rows = await requests();
  const made = rows.filter((one) => !before.includes(one.id));
  expect(made).toHaveLength(1);
  expect(made[0]).toMatchObject({ waiting: false, facts: { asked: 'entry', outcome: 'granted' } });
  expect(made[0]?.facts.answered_at).toBeTruthy();
  await desk.go(phone, `visits/${visit}/access`);
  await phone.getByRole('button', { name: 'Waiting for access' }).waitFor();
  expect(said).toEqual([]);
  await phone.context().close();
});

it('documents are awaited while the gate is shut: each wait has its line, and ends by its own button', async () => {
  const { page: phone, complaints: said } = await desk.page(SIZES.phone);
  const waits = async () => (await desk.call('visit_get', { visit })).waiting.map((one) => one.asked);
  await desk.go(phone, `visits/${visit}`);
  await phone.getByLabel('What is waited for').selectOption('entry');
  await phone.getByRole('button', { name: 'Waiting for access' }).click();
  const entry = phone.getByRole('region', { name: 'Waiting for access: Entry to the place' });
  await entry.waitFor();
  // What nobody waits for yet is offered, and one tap begins it.
  expect(await phone.getByLabel('What is waited for').inputValue()).toBe('premises');
  await phone.getByLabel('What is waited for').selectOption('files');
  await phone.getByRole('button', { name: 'Wait for this too' }).click();
  const files = phone.getByRole('region', { name: 'Waiting for access: Personal or medical files' });
  await files.waitFor();
  expect(await waits()).toEqual(['entry', 'files']);
  await desk.sound(phone, 'several-waits');
  await desk.go(phone, `visits/${visit}/capture`);
  await phone.getByLabel('What is waited for').selectOption('registers');
  await phone.getByRole('button', { name: 'Wait for this too' }).click();
  await expect.poll(waits).toEqual(['entry', 'files', 'registers']);
  await files.getByRole('button', { name: 'Refused' }).click();
  await files.waitFor({ state: 'detached' });
  expect(await waits()).toEqual(['entry', 'registers']);
  await phone.getByRole('button', { name: 'Given: Registers' }).click();
  await entry.getByRole('button', { name: 'Let in' }).click();
  await expect.poll(waits).toEqual([]);
  expect(said).toEqual([]);
  await phone.context().close();
});

it('a stay is entered with the times on paper, and corrected afterwards', async () => {
  await desk.go(page, `visits/${visit}/access`);
  const stays = page.getByRole('region', { name: 'The delegation at the place' });
  const left = async () => {
    const { stays: all } = await desk.call('access_list', { visit });
    const typed = all.find((stay) => Date.parse(stay.facts.arrived_at ?? '') === Date.parse('2026-03-02T08:40'));
    return Date.parse(typed?.facts.left_at ?? '');
  };
  await stays.getByRole('button', { name: 'Add a stay' }).press('Enter');
  await openDialog().getByLabel('Arrived at').fill('2026-03-02T08:40');
  await openDialog().getByLabel('Left at').fill('2026-03-02T17:00');
  expect(await desk.violations(page)).toEqual([]);
  await openDialog().getByRole('button', { name: 'Save' }).press('Enter');
  await expect.poll(left).toBe(Date.parse('2026-03-02T17:00'));
  await stays.getByRole('button', { name: /^Correct the stay of .*8:40/ }).press('Enter');
  await openDialog().getByLabel('Left at').fill('2026-03-02T19:30');
  await openDialog().getByRole('button', { name: 'Save' }).press('Enter');
  await expect.poll(left).toBe(Date.parse('2026-03-02T19:30'));
  expect(await desk.violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

it('an observation is corrected and taken back from the hub, with a way back', async () => {
  await desk.go(page, `visits/${visit}`);
  await page.getByRole('button', { name: /^Correct an observation/ }).first().press('Enter');
  await openDialog().getByLabel('What was seen, measured or read').fill('Counted again: eleven.');
  expect(await desk.violations(page)).toEqual([]);
  await openDialog().getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByText('Counted again: eleven.').waitFor();
  await page.getByRole('button', { name: 'Take back: Counted again: eleven.' }).press('Enter');
  await page.getByRole('button', { name: 'Put it back' }).waitFor();
  expect(await desk.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await page.getByRole('button', { name: 'Take back: Counted again: eleven.' }).waitFor();
  expect(complaints).toEqual([]);
});

it('findings chosen for the final talk stand on one sheet, to print and to leave there, but those that would point at who spoke', async () => {
  const { id } = await desk.call('finding_add', { visit, statement: 'The doctor comes once a month.', theme: 'health', good_practice: false });
  await desk.go(page, `visits/${visit}/findings/${id}`);
  await page.getByLabel('For the final talk with the management').check();
  await page.getByRole('form', { name: 'What it weighs' }).getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByText('Saved.', { exact: true }).waitFor();

  await desk.go(page, `visits/${visit}/immediate`);
  const chosen = page.getByRole('region', { name: 'Chosen findings' }).getByRole('listitem');
  const seen = chosen.filter({ hasText: 'Block B holds more persons' });
  await seen.getByText('On the sheet', { exact: true }).waitFor();
  await chosen.filter({ hasText: 'The doctor comes once a month.' }).getByText(/^\s*Not on the sheet/).waitFor();
  const sheet = page.getByRole('article', { name: 'The sheet' });
  await sheet.getByText('Block B holds more persons').waitFor();
  const text = await sheet.innerText();
  expect(text).toContain('Nobody may be sanctioned');
  expect(text).not.toMatch(/once a month|Blue-17|Olive-42|Slate-63/);
  expect(await desk.violations(page)).toEqual([]);

  const path = join(desk.folder, 'sheet.html');
  await page.getByRole('radio', { name: 'العربية' }).check();
  await page.locator('article[lang="ar"][dir="rtl"]').waitFor();
  await page.getByLabel('File', { exact: true }).fill(path);
  await page.getByRole('button', { name: 'Write the sheet' }).press('Enter');
  await page.getByText(/^Report written/).waitFor();
  await page.getByRole('button', { name: 'We told the management' }).press('Enter');
  await seen.getByText(/Told on/).waitFor();
  expect(await chosen.filter({ hasText: 'once a month' }).getByText(/Told on/).count(), 'what was not on the sheet was not told').toBe(0);
  expect(complaints).toEqual([]);

  const html = readFileSync(path, 'utf8');
  expect(html).toContain('Block B holds more persons');
  expect(html).not.toMatch(/once a month|Blue-17|Olive-42|Slate-63/);
  await page.goto('about:blank');
  await page.setContent(html);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  expect(await desk.violations(page)).toEqual([]);
});

it.each(['en', 'ar'])('the report in %s is accessible to those who read it', async (language) => {
  for (const audience of ['internal', 'public']) {
    const { html } = await desk.call('report_build', { visit, language, audience, path: null, anyway: false });
    await page.goto('about:blank');
    await page.setContent(html);
    expect(await desk.violations(page)).toEqual([]);
  }
});

it('the consent script is shown large and in the language of the person', async () => {
  await desk.go(page, `visits/${visit}/interview/new`);
  await page.getByRole('group', { name: 'Language of the script' }).getByLabel('العربية').check();
  await page.getByRole('button', { name: 'Show it large' }).press('Enter');
  const script = openDialog().locator('[lang="ar"][dir="rtl"]');
  expect(await script.innerText()).toContain('نحن مستقلون');
  expect(await script.evaluate((shown) => Number.parseFloat(getComputedStyle(shown).fontSize))).toBeGreaterThanOrEqual(24);
  expect(await desk.violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

it('the register of reprisals is a step away: who opens an entry is said anew, and what was a mistake is taken back', async () => {
  const blank = { visit: null, informant: 'staff', level: 'high', about: '', mitigation: '', channel: '', closed: '', interview: null };
  const { id: entry } = await desk.call('reprisal_add', { facts: { ...blank, risk: 'A transfer' }, readers: [] });
  const row = async () => (await desk.call('reprisal_list', {})).rows.find((one) => one.record === entry);
  const pseudonym = (await row())?.pseudonym ?? '';
  await desk.go(page, 'today');
  await page.getByRole('navigation').first().getByRole('link', { name: 'Reprisals' }).press('Enter');
  const button = (text: string) => page.getByRole('button', { name: `${text}: ${pseudonym}`, exact: true });
  for (const [choice, everybody] of [['The whole team', true], ['Its author and the leads', false]] as const) {
    await button('Change who may read it').press('Enter');
    await openDialog().getByLabel(choice).check();
    expect(await desk.violations(page)).toEqual([]);
    await openDialog().getByRole('button', { name: 'Keep' }).press('Enter');
    await expect.poll(async () => (await row())?.whole_team).toBe(everybody);
    await openDialog().waitFor({ state: 'detached' });
  }
  await button('Entered by mistake').press('Enter');
  await button('Put it back').waitFor();
  expect((await row())?.dropped).toBe(true);
  expect(await desk.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
  await expect.poll(async () => (await row())?.dropped).toBe(false);
  expect(complaints).toEqual([]);
});
