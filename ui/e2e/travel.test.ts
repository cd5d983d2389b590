import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, SIZES } from './desk';
import { meet, twoMembers } from './members';

/** Stands in what stays at home, and nowhere else. */
const ELSEWHERE = 'Kestrel Point';

let amina: Desk;
let boris: Desk;
let visit = '';

async function begun(place: string): Promise<string> {
  const facts = { place, visit_kind: 'in_depth', announced: false, starts_on: '2026-03-02', ends_on: null, objectives: '', checklists: ['prison'] };
  return (await amina.call('visit_create', facts as never)).id;
}

const added = async (name: string): Promise<string> =>
  (await amina.call('place_add', { name, place_type: 'prison', authority: '', region: '', capacity: null } as never)).id;

/** Two members whose devices exchange, live, what each of them writes; one of them is about to leave for a visit. */
beforeAll(async () => {
  [amina, boris] = await twoMembers();
  visit = await begun(await added('Tarn Hill'));
  await begun(await added(ELSEWHERE));
  await meet(amina, boris);
  await boris.until('visit_list', {}, ({ rows }) => rows.length === 2);
});
afterAll(() => Promise.all([amina.close(), boris.close()]));

it.each(Object.entries(SIZES))('on a %s screen, what a visit does not need stays at home, and comes back with the key of a colleague', async (size, dimensions) => {
  // The colleague's device has said that it holds all of it.
  await boris.until('travel_get', { visit }, ({ records }) => records.length > 0 && records.every((one) => one.why_not === null));
  const { page, complaints } = await boris.page(dimensions);
  await boris.go(page, `visits/${visit}/prepare`);
  await page.getByText('What stays at home', { exact: true }).click();
  const left = join(boris.folder, `${size}.visita-travel`);
  await page.getByRole('textbox', { name: 'File for those at home' }).fill(left);
  const leave = page.getByRole('button', { name: /^Leave .2. records behind/ });
  expect(await leave.isDisabled(), 'nobody leaves anything behind without having read what it means').toBe(true);
  await page.getByLabel('I have read this').check();
  await boris.sound(page, `${size}-travel-leave`);
  await leave.press('Enter');
  await page.getByText('It stays at home now.').waitFor();

  await boris.go(page, 'visits');
  await page.getByText('This device is on a journey').waitFor();
  await page.getByText('Tarn Hill').first().waitFor();
  expect(await page.getByText(ELSEWHERE).count()).toBe(0);
  await boris.go(page, 'settings');
  await page.getByText('Who can hand the key back').waitFor();
  await boris.sound(page, `${size}-travel-away`);

  const { page: home, complaints: atHome } = await amina.page(dimensions);
  await amina.go(home, 'settings');
  await home.getByText("Hand the key of a colleague's journey back").click();
  const key = join(amina.folder, `${size}-key.visita-travel`);
  await home.getByRole('textbox', { name: 'The file that was left' }).fill(left);
  await home.getByRole('textbox', { name: 'File to write' }).fill(key);
  await home.getByRole('button', { name: 'Write the key' }).press('Enter');
  await home.getByText(/This is the key of .Boris/).waitFor();
  await amina.sound(home, `${size}-travel-hand-back`);

  const end = page.getByRole('button', { name: 'End the journey' });
  const file = page.getByRole('textbox', { name: 'File that was handed back' });
  await file.fill(left);
  await end.press('Enter');
  await page.getByRole('alert').first().waitFor();
  await file.fill(key);
  await end.press('Enter');
  await page.getByText('Everything is here again.').waitFor();
  await boris.go(page, 'visits');
  await page.getByText(ELSEWHERE).first().waitFor();
  expect(await page.getByText('This device is on a journey').count()).toBe(0);
  expect([...complaints, ...atHome]).toEqual([]);
  await Promise.all([page.context().close(), home.context().close()]);
});
