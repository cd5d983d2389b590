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
  expect(complaints).toEqual([]);
  await page.context().close();
});
