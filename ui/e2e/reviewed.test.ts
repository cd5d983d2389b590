import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_FACTS } from '../src/kit/no-place';
import { type Desk, SIZES } from './desk';
import { meet, twoMembers } from './members';

let amina: Desk;
let boris: Desk;
let place = '';

beforeAll(async () => {
  [amina, boris] = await twoMembers();
  place = (await amina.call('place_add', { ...NO_FACTS, name: 'Tarn Hill' })).id;
  await meet(amina, boris);
  await boris.until('place_get', { place }, (view) => view.row.id === place);
});
afterAll(() => Promise.all([amina.close(), boris.close()]));

/** A visit to the place. */
async function visited(): Promise<string> {
  const facts = { place, visit_kind: 'in_depth', announced: false, starts_on: '2026-03-02', ends_on: null, objectives: '', checklists: ['prison'] };
  return (await amina.call('visit_create', facts)).id;
}

it.each(Object.entries(SIZES))('on a %s screen, a unit is agreed on, its words change, and it is read again', async (size, dimensions) => {
  const name = `Block of the ${size}`;
  const facts = { name, capacity: null, regime: '', gender: null, dropped: false };
  const unit = (await amina.call('unit_set', { place, id: null, was: null, facts })).id;
  const { page, complaints } = await amina.page(dimensions, { live: true });
  await amina.go(page, `places/${place}`);
  await page.getByRole('button', { name: `Comments: ${name}` }).press('Enter');
  const dialog = page.getByRole('dialog', { name });
  const states = dialog.getByRole('group', { name: 'Where the text stands' });
  await states.getByRole('button', { name: 'Agreed by the team' }).press('Enter');
  await states.locator('[aria-pressed=true]').filter({ hasText: 'Agreed by the team' }).waitFor();
  await dialog.getByText(/Set by .*Amina/).waitFor();
  await dialog.getByRole('heading', { name: 'Tasks' }).waitFor();
  await amina.sound(page, `${size}-unit-agreed`);
  const about = `unit/${unit}`;
  const seen = await boris.until('review_get', { doc: place, about }, ({ review }) => review === 'agreed');
  expect(seen).toMatchObject({ changed: false });

  // A colleague changes the words: what was agreed is not what stands there.
  await boris.call('unit_set', { place, id: unit, was: facts, facts: { ...facts, regime: 'closed' } });
  await dialog.getByText(/The text has changed since/).waitFor();
  await states.locator('[aria-pressed=true]').filter({ hasText: 'Being read by the team' }).waitFor();
  // Those words lie under the dialog: nobody agrees on them who was not told that they came.
  const moved = dialog.getByText(/The words have changed since you opened this/);
  await moved.waitFor();
  await amina.sound(page, `${size}-unit-moved`);
  const agree = states.getByRole('button', { name: 'Agreed by the team' });
  await agree.press('Enter');
  await moved.waitFor({ state: 'detached' });
  expect((await amina.call('review_get', { doc: place, about })).review).toBe('in_review');
  await agree.press('Enter');
  await states.locator('[aria-pressed=true]').filter({ hasText: 'Agreed by the team' }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('keys in the dialog of a row are the dialog\u2019s own, however long the list behind it', async () => {
  const visit = await visited();
  const many = 310;
  for (let number = 1; number <= many; number += 1) await amina.call('observation_add', { visit, text: `Observation ${number}`, area: null, theme: null, source: 'observed', flag: false });
  const { page, complaints } = await amina.page(SIZES.desktop);
  await amina.go(page, `visits/${visit}`);
  const list = page.getByRole('list', { name: 'Observations' });
  await list.locator('li[aria-setsize]').first().waitFor();
  await list.getByRole('button', { name: /^Comments: / }).first().press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Observation / });
  const choice = dialog.getByRole('button', { name: 'Being read by the team' });
  await choice.press('End');
  await choice.press('ArrowDown');
  await page.waitForTimeout(200);
  expect(await choice.evaluate((button) => button === document.activeElement)).toBe(true);
  await choice.press('Enter');
  await dialog.locator('[aria-pressed=true]').filter({ hasText: 'Being read by the team' }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('a dialog in which the last open comment is settled stays until it is closed', async () => {
  const visit = await visited();
  const { page, complaints } = await amina.page(SIZES.phone);
  await amina.go(page, `visits/${visit}/capture/general`);
  const question = await page.locator('#question').innerText();
  const opener = page.getByRole('button', { name: /^(Comments|One comment open): / });
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await opener.press('Enter');
  const dialog = page.getByRole('dialog', { name: question.slice(0, 40) });
  await dialog.getByLabel('Your comment').fill('Ask the night shift.');
  await dialog.getByRole('button', { name: 'Say it' }).press('Enter');
  await dialog.getByRole('button', { name: /^Settled: / }).waitFor();
  await amina.go(page, 'today');
  await amina.go(page, `visits/${visit}/capture/general`);
  await opener.press('Enter');
  await dialog.getByRole('button', { name: /^Settled: / }).press('Enter');
  await dialog.getByText(/Settled by .*Amina/).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(complaints).toEqual([]);
  await page.context().close();
});
