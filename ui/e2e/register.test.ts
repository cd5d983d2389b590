import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_FACTS } from '../src/kit/no-place';
import { Desk, PASSPHRASE, SIZES, loose } from './desk';

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await desk.call('team_found', { body: 'Commission', team: 'North', member: 'Amina' });
});
afterAll(() => desk.close());

it('a table comes in with the keyboard: looked at, chosen from, written, and found in the register', async () => {
  const path = join(desk.folder, 'places.csv');
  const rows = Array.from({ length: 450 }, (_, n) => `Place ${String(n).padStart(3, '0')} ${'abcdefghij'[n % 10]}${n},prison,North,${100 + n}`);
  writeFileSync(path, `Facility,Kind,Province,Capacity\n${rows.join('\n')}\nBroken,castle,North,1\n`);
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, 'places/import');
  await page.getByLabel('The file').fill(path);
  await page.getByRole('button', { name: 'Look at it' }).press('Enter');
  await page.getByRole('heading', { name: 'What each column holds' }).waitFor();
  expect(await page.getByLabel('Kind').inputValue()).toBe('place_type');
  await page.getByRole('button', { name: /Cannot be taken/ }).press('Enter');
  await page.getByText(loose('Cannot be read: Type of place')).waitFor();
  await page.getByRole('heading', { name: 'Types that are not known' }).waitFor();
  await desk.sound(page, 'table-looked-at');
  // What was begun is there again after a way elsewhere.
  await desk.go(page, 'places');
  await desk.go(page, 'places/import');
  await page.getByRole('heading', { name: 'What each column holds' }).waitFor();
  await page.getByRole('button', { name: loose('Take in 450 rows') }).press('Enter');
  await page.getByText(loose('450 added')).waitFor();
  await page.getByRole('link', { name: 'To the places' }).press('Enter');

  // Of a long list, only what is in sight is drawn; keys lead through all of it.
  const list = page.getByRole('list', { name: 'Places' });
  await list.waitFor();
  expect(await list.getByRole('listitem').count()).toBeLessThan(60);
  expect(await list.getByRole('listitem').first().getAttribute('aria-setsize')).toBe('450');
  await list.getByRole('link').first().focus();
  await page.keyboard.press('End');
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'))).toBe('450');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'))).toBe('449');
  await page.keyboard.press('Home');
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'))).toBe('1');
  // Keys may come faster than the window follows them.
  const fast = await page.evaluate(async () => {
    const soon = (): Promise<unknown> => {
      const { port1, port2 } = new MessageChannel();
      const told = new Promise((go) => (port1.onmessage = go));
      port2.postMessage(null);
      return told;
    };
    for (const key of ['End', 'ArrowUp', 'ArrowUp']) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await soon();
    }
    return document.activeElement?.closest('li')?.getAttribute('aria-posinset');
  });
  expect(fast).toBe('448');
  await page.keyboard.press('Home');
  await desk.sound(page, 'places-long');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it.each(Object.entries(SIZES))('one of many places is found by typing part of its name, on a %s screen', async (size, screen) => {
  const { page, complaints } = await desk.page(screen);
  await desk.go(page, 'visits/new');
  const field = page.getByRole('combobox', { name: 'Place' });
  await field.click();
  await page.getByText(/^The first .*49.* of .*450.*\. Type more/).first().waitFor();
  await desk.sound(page, `place-chosen-${size}`);
  await page.keyboard.type('233 PLACE');
  await page.getByRole('option').filter({ hasText: 'Place 233' }).waitFor();
  expect(await page.getByRole('option').count()).toBe(1);
  await page.keyboard.press('Enter');
  expect(await field.inputValue()).toContain('Place 233');
  await page.getByLabel('Kind of visit').waitFor();
  // Another one by hand, and none by leaving it.
  await field.fill('place 23');
  await page.getByRole('option').filter({ hasText: 'Place 238' }).click();
  expect(await field.inputValue()).toContain('Place 238');
  await field.fill('place 100');
  await page.keyboard.press('Tab');
  expect(await field.inputValue()).toContain('Place 238');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('a key that closes the list of a field leaves the dialog around it open', async () => {
  const { rows } = await desk.call('place_list', { place_type: null });
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, `places/${rows[0]?.id}`);
  await page.getByRole('button', { name: 'The same as another…' }).press('Enter');
  const field = page.locator('dialog[open]').getByRole('combobox');
  await field.fill('place');
  expect(await page.getByRole('listbox').isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  expect([await page.getByRole('listbox').count(), await field.count()]).toEqual([0, 1]);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('of the places not visited, more are shown to whoever goes on', async () => {
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, 'programme');
  const list = page.getByRole('list', { name: 'Not visited for' });
  expect(await list.getByRole('listitem').count()).toBe(60);
  await page.getByRole('button', { name: loose('Show 240 more') }).press('Enter');
  await expect.poll(() => list.getByRole('listitem').count()).toBe(300);
  await page.getByRole('button', { name: loose('Show 150 more') }).press('Enter');
  await expect.poll(() => list.getByRole('listitem').first().getAttribute('aria-setsize')).toBe('450');
  expect(await page.getByRole('button', { name: /^Show/ }).count()).toBe(0);
  // What was opened of one is open when it is come back to.
  const first = list.locator('summary').first();
  await first.press('Home');
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'))).toBe('1');
  await page.keyboard.press('Enter');
  await list.getByRole('link', { name: 'The place' }).waitFor();
  await page.keyboard.press('End');
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'))).toBe('450');
  await page.keyboard.press('Home');
  await expect.poll(() => list.locator('details').first().getAttribute('open')).not.toBeNull();
  await desk.sound(page, 'not-visited-long');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('of each row that is left out, it is said which it was and why', async () => {
  const path = join(desk.folder, 'few.csv');
  writeFileSync(path, 'Name,Type,Region\nQuayside,prison,South\nBroken Keep,castle,South\nFerrymoor,prison,West\n');
  const { page, complaints } = await desk.page(SIZES.phone);
  await desk.go(page, 'places/import');
  await page.getByLabel('The file').fill(path);
  await page.getByRole('button', { name: 'Look at it' }).press('Enter');
  const rows = page.getByRole('list', { name: 'What would become of the rows' });
  const row = (name: string) => rows.getByRole('listitem').filter({ hasText: name });
  await row('Quayside').getByText('New', { exact: true }).waitFor();
  await row('Broken Keep').getByText('Cannot be taken').waitFor();
  await page.getByRole('button', { name: loose('Take in 2 rows') }).waitFor();
  await row('Ferrymoor').getByRole('combobox').selectOption('leave');
  await desk.sound(page, 'table-chosen-from');
  await page.getByRole('button', { name: loose('Take in one row') }).press('Enter');
  await page.getByText(loose('1 added, 0 changed, 2 left out')).waitFor();
  await page.getByText(loose('2 rows left out')).click();
  const left = page.getByRole('list', { name: loose('2 rows left out') });
  const why = (name: string) => left.getByRole('listitem').filter({ hasText: name });
  await why('Broken Keep').getByText(loose('Cannot be read: Type of place')).waitFor();
  await why('Ferrymoor').getByText('Left out, as was chosen').waitFor();
  for (const name of ['Broken Keep', 'Ferrymoor']) await why(name).getByText(/Row .\d+/).waitFor();
  await desk.sound(page, 'table-left-out');
  const names = (await desk.call('place_list', { place_type: null })).rows.map((one) => one.facts.name);
  expect(names).toContain('Quayside');
  expect(names).not.toContain('Ferrymoor');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('a count, a unit and a contact are added to a place, and the numbers show', async () => {
  const { id } = await desk.call('place_add', { ...(await facts()), name: 'Tarn Hill' });
  const { page, complaints } = await desk.page(SIZES.phone);
  await desk.go(page, `places/${id}`);
  for (const [day, held] of [
    ['2026-01-10', '380'],
    ['2026-03-10', '450'],
  ] as const) {
    await page.getByRole('button', { name: 'Add a count' }).press('Enter');
    await page.getByLabel('Day', { exact: true }).fill(day);
    await page.getByLabel('Persons held', { exact: true }).fill(held);
    await page.locator('dialog[open]').getByRole('button', { name: 'Save' }).press('Enter');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  }
  await page.getByRole('img', { name: /Persons held and official capacity/ }).waitFor();
  await page.getByRole('button', { name: 'Add a unit' }).press('Enter');
  await page.getByLabel('Name', { exact: true }).fill('A wing');
  await page.locator('dialog[open]').getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByText(loose('A wing')).waitFor();
  await desk.sound(page, 'place-phone');
  const view = await desk.call('place_get', { place: id });
  expect([view.row.held, view.units.length, view.counts.length]).toEqual([450, 1, 2]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('two records of one place become one, and two again', async () => {
  const { id } = await desk.call('place_add', { ...(await facts()), name: 'Tarn Hil' });
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, 'places/duplicates');
  await page.getByRole('button', { name: loose('Keep “Tarn Hill”') }).press('Enter');
  await page.getByText(loose('Both show as one')).waitFor();
  await desk.sound(page, 'duplicates');
  await desk.go(page, `places/${id}`);
  await page.getByText(loose('This record shows under another')).waitFor();
  await page.getByRole('button', { name: 'Not the same after all' }).press('Enter');
  await page.getByText(loose('The two records are apart again')).waitFor();
  expect((await desk.call('place_get', { place: id })).stands).toBeNull();
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('the body says what it is, and a member what they bring', async () => {
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, 'body');
  await page.getByRole('button', { name: 'Change the profile' }).press('Enter');
  await page.getByLabel('Kind of body').selectOption('international');
  await page.locator('dialog[open]').getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByText(loose('OPCAT 16(1), 16(2); usual, editable')).waitFor();
  await page.getByRole('button', { name: loose('Change what is known of Amina') }).press('Enter');
  await page.getByLabel('Medicine').check();
  await page.locator('dialog[open]').getByRole('button', { name: 'Save' }).press('Enter');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  await page.getByText(loose('Medicine')).waitFor();
  await desk.sound(page, 'body');
  expect(complaints).toEqual([]);
  await page.context().close();
});

/** Facts of a place of which little is known. */
async function facts() {
  const { rows } = await desk.call('place_list', { place_type: null });
  const [row] = rows;
  if (!row) throw new Error('no place yet');
  return { ...row.facts, capacity: null, occupancy: null };
}

it('a row that may be a known place shows what it would change there before anybody says that it is', async () => {
  await desk.call('place_add', { ...NO_FACTS, name: 'Saltmarsh Remand Prison', place_type: 'remand_prison', region: 'East', address: 'Quay 9', capacity: 400 });
  const path = join(desk.folder, 'alike.csv');
  writeFileSync(path, 'Name,Kind,Region,Capacity,Address\nSaltmarsh Remand Prisom,remand prison,East,420,Mill 3\n');
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, 'places/import');
  await page.getByLabel('The file').fill(path);
  await page.getByRole('button', { name: 'Look at it' }).press('Enter');
  const choice = page.getByLabel(loose('Row 2: what to do'));
  await choice.waitFor();
  expect(await page.getByText(loose('Quay 9 → Mill 3')).count()).toBe(0);
  await choice.selectOption({ label: await choice.locator('option', { hasText: 'It is' }).innerText() });
  await page.getByText(loose('Address: Quay 9 → Mill 3')).waitFor();
  await page.getByText(loose('400 → 420')).waitFor();
  for (const [size, screen] of Object.entries(SIZES)) {
    await page.setViewportSize(screen);
    await desk.sound(page, `table-alike-${size}`);
  }
  await page.getByRole('button', { name: /^Take in/ }).press('Enter');
  await page.getByText(loose('1 changed')).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});
