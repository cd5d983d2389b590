import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Desk, PASSPHRASE, SIZES } from './desk';

/** What somebody does is done to what they see, once. */
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
  ({ page, complaints } = await desk.page(SIZES.desktop));
  return () => page.context().close();
});
afterAll(() => desk.close());

const openDialog = () => page.locator('dialog[open]');
const question = (): Promise<string> => page.locator('#question').innerText();
const questions = async (checklist: string) => {
  const list = await desk.call('checklist_get', { checklist });
  return list.sections.flatMap((section) => section.items);
};

it('another checklist shows its own questions, and an answer goes to the one that is shown', async () => {
  const { row, objectives } = await desk.call('visit_get', { visit });
  const facts = { visit_kind: row.visit_kind, announced: row.announced, starts_on: row.starts_on, ends_on: row.ends_on, objectives };
  await desk.call('visit_set', { visit, was: facts, facts, checklists: { was: [], chosen: ['remand'] } });
  const [prison, remand] = [await questions('prison'), await questions('remand')];
  const alone = remand.find((one) => one.item_type === 'yes_no_partly' && !prison.some((other) => other.id === one.id && other.question.en === one.question.en));
  await desk.go(page, `visits/${visit}/capture/general/prison`);
  await page.locator('#question').waitFor();
  await page.getByLabel('Checklists').selectOption('remand');
  await expect.poll(async () => remand.map((one) => one.question.en).includes(await question())).toBe(true);
  await desk.go(page, `visits/${visit}/capture/general/remand/${alone?.id}`);
  await expect.poll(question).toBe(alone?.question.en);
  await page.keyboard.press('1');
  await page.getByText('Answer saved.').waitFor();
  const kept = (await desk.call('answer_list', { visit, area: null })).rows.filter((row) => row.item === alone?.id && row.area === 'general');
  expect(kept.map((row) => row.checklist)).toContain('remand');
  expect(complaints).toEqual([]);
});

it('Undo takes back the answer where it was given, wherever one is by then', async () => {
  const view = await desk.call('visit_get', { visit });
  const other = view.areas.find((area) => area.id !== 'general')?.id ?? '';
  const answers = async () => (await desk.call('answer_list', { visit, area: null })).rows.filter((row) => row.slots.some((slot) => slot.mine));
  const at = (rows: { area: string; item: string }[]): string[] => rows.map((row) => `${row.area}/${row.item}`).sort();
  const before = at(await answers());
  const item = (await questions('remand')).find((one) => one.item_type === 'yes_no_partly' && !one.relevant_if && !before.some((path) => path.endsWith(`/${one.id}`)))?.id ?? '';
  await desk.go(page, `visits/${visit}/capture/general/remand/${item}`);
  await page.locator('#question').waitFor();
  await page.keyboard.press('2');
  await page.getByText('Answer saved.').waitFor();
  expect(at(await answers())).toEqual([...before, `general/${item}`].sort());
  await page.getByLabel('Area').selectOption(other);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(async () => at(await answers())).toEqual(before);
  expect(complaints).toEqual([]);
});

it('a letter beside the field decides nothing while somebody writes, and what was written stays', async () => {
  const open = async (): Promise<number> => (await desk.call('conflict_list', { visit: null })).open.length;
  const before = await open();
  await desk.go(page, 'merge');
  await page.getByRole('button', { name: 'Put into other words' }).press('Enter');
  const words = page.getByRole('textbox', { name: /of the result/ }).first();
  await words.fill('What both of us saw');
  await page.getByRole('heading', { name: 'Merge desk' }).click();
  for (const key of ['1', 'b', 'd', 'e']) await page.keyboard.press(key);
  expect(await words.inputValue()).toBe('What both of us saw');
  expect(await open()).toBe(before);
  expect(complaints).toEqual([]);
});

it('a number is taken in any digits, and what is no number takes nothing away', async () => {
  await desk.go(page, `visits/${visit}/counts`);
  const field = page.locator('#count-total');
  const counted = async () => (await desk.call('population_get', { visit })).rows.find((row) => row.group === 'total' && row.source === 'register')?.slots.find((slot) => slot.mine)?.number;
  await field.fill('٤١٢');
  await field.blur();
  await expect.poll(counted).toBe(412);
  await field.fill('about 400');
  await field.blur();
  await page.getByText('A whole number, please').waitFor();
  expect(await counted()).toBe(412);
  expect(await field.inputValue()).toBe('about 400');
  expect(await desk.violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

it('pressed twice, it is made once', async () => {
  await desk.go(page, 'places');
  await page.getByRole('button', { name: 'Add a place' }).first().press('Enter');
  await openDialog().getByLabel('Name', { exact: true }).fill('Merrow House');
  await openDialog().getByRole('button', { name: 'Save' }).evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await page.getByRole('heading', { name: 'Merrow House' }).waitFor();
  const { rows } = await desk.call('place_list', { place_type: null });
  expect(rows.filter((row) => row.facts.name === 'Merrow House')).toHaveLength(1);
  expect(complaints).toEqual([]);
});

it('where one of several cannot be marked as sent, the others are marked once', async () => {
  const authority = (await desk.call('authority_list', {})).rows[0]?.id ?? '';
  const asks = async (text: string): Promise<string> => {
    const facts = { text, addressee: authority, visit: null, place: null, theme: null, standards: '', priority: 'normal', deadline: null, reply_by: null, repeats: null };
    return (await desk.call('recommendation_add', { facts, findings: [] })).id;
  };
  // The newest stands first in the letter.
  const [gone, first] = [await asks('Lower the windows.'), await asks('Open the yard each day.')];
  const letters = async (): Promise<number> => (await desk.call('recommendation_get', { recommendation: first })).thread.filter((entry) => entry.entry === 'letter').length;
  await desk.go(page, `recommendations/${first}/letter`);
  await page.getByLabel(/Lower the windows/).check();
  await desk.call('recommendation_withdraw', { recommendation: gone, withdrawn: true });
  await page.getByRole('button', { name: /^Mark .* as sent/ }).press('Enter');
  await expect.poll(letters).toBe(1);
  const again = page.getByRole('button', { name: /^Mark .* as sent/ });
  await expect.poll(() => again.isDisabled(), { message: 'what was withdrawn is not in the letter any more' }).toBe(true);
  expect(await letters()).toBe(1);
  expect(complaints).toEqual([]);
});

it('what is kept beside a question, however slow, takes no answer away that was given after it', async () => {
  const given = (await desk.call('answer_list', { visit, area: null })).rows.map((row) => row.item);
  const item = (await questions('remand')).find((one) => one.item_type === 'yes_no_partly' && !one.relevant_if && !given.includes(one.id))?.id ?? '';
  await desk.go(page, `visits/${visit}/capture/general/remand/${item}`);
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await page.getByLabel('Note', { exact: true }).fill('Ask the night shift');
  let slow = true;
  await page.route('**/call', async (route) => {
    if (slow && route.request().postData()?.includes('answer_set')) {
      slow = false;
      await new Promise((over) => setTimeout(over, 700));
    }
    await route.fallback();
  });
  await page.getByRole('group', { name: 'Source' }).getByRole('button', { name: 'Staff' }).click();
  await page.locator('#question').click();
  await page.keyboard.press('1');
  await page.getByText('Answer saved.').waitFor();
  await page.waitForTimeout(1_000);
  const mine = (await desk.call('answer_list', { visit, area: 'general' })).rows.find((row) => row.item === item)?.slots.find((slot) => slot.mine);
  expect(mine).toMatchObject({ note: 'Ask the night shift', source: 'staff', value: { value: 'yes' } });
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(1);
  expect(complaints).toEqual([]);
});

it('whoever goes on to another question while an answer is being kept stays there', async () => {
  const open = (await questions('remand')).filter((one) => one.item_type === 'yes_no_partly' && !one.relevant_if);
  const at = open.at(-1)?.id ?? '';
  await desk.go(page, `visits/${visit}/capture/general/remand/${at}`);
  const asked = await question();
  await page.route('**/call', async (route) => {
    if (route.request().postData()?.includes('answer_set')) await new Promise((over) => setTimeout(over, 700));
    await route.fallback();
  });
  await page.keyboard.press('1');
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect.poll(question).not.toBe(asked);
  const other = await question();
  await page.getByText('Answer saved.').waitFor();
  await page.waitForTimeout(300);
  expect(await question()).toBe(other);
  expect(complaints).toEqual([]);
});

it('a half typed form is covered while the window is out of sight, and there again afterwards', async () => {
  await desk.go(page, `visits/${visit}/capture`);
  await page.getByRole('button', { name: 'Seen' }).click();
  const text = openDialog().getByRole('textbox').first();
  await text.fill('Nine men in a cell for four');
  await desk.sight(page, 'hidden');
  expect(await page.locator('body').innerText()).toBe('');
  expect(await text.isVisible()).toBe(false);
  await desk.sight(page, 'visible');
  expect(await text.inputValue()).toBe('Nine men in a cell for four');
  expect(complaints).toEqual([]);
});

it('what was tapped and refused is shown as it stands', async () => {
  const { id } = (await desk.call('interview_list', { visit })).rows.find((row) => row.consent_notes === 'given') ?? { id: '' };
  await desk.go(page, `visits/${visit}/interview/${id}`);
  const chosen = page.locator('fieldset').filter({ has: page.getByRole('radio', { checked: true }) }).filter({ hasText: 'Yes' }).first();
  const before = await chosen.getByRole('radio', { checked: true }).getAttribute('value');
  await page.route('**/call', async (route) => {
    if (route.request().postData()?.includes('interview_set')) await route.fulfill({ status: 422, contentType: 'application/json', body: '{"code":"stale","field":null,"retry_after_s":null}' });
    else await route.fallback();
  });
  // Not `check`: what was tapped may be put back before anybody looks whether it is checked.
  await chosen.getByRole('radio', { checked: false }).first().click();
  await page.getByRole('alert').waitFor();
  expect(await chosen.getByRole('radio', { checked: true }).getAttribute('value')).toBe(before);
  expect(complaints).toEqual([]);
});
