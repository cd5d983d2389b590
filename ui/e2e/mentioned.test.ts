import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_FACTS } from '../src/kit/no-place';
import { type Desk, SIZES } from './desk';
import { meet, twoMembers } from './members';

let amina: Desk;
let boris: Desk;
let visit = '';

beforeAll(async () => {
  [amina, boris] = await twoMembers();
  const place = (await amina.call('place_add', { ...NO_FACTS, name: 'Tarn Hill' })).id;
  const facts = { place, visit_kind: 'in_depth', announced: false, starts_on: '2026-03-02', ends_on: null, objectives: '', checklists: ['prison'] };
  visit = (await amina.call('visit_create', facts)).id;
  await meet(amina, boris);
  await boris.until('visit_list', {}, ({ rows }) => rows.some((row) => row.id === visit));
});
afterAll(() => Promise.all([amina.close(), boris.close()]));

it.each(Object.entries(SIZES))('on a %s screen, who is mentioned sees it on their Today, settles it, and the other sees that', async (size, dimensions) => {
  const words = `Did you count the beds, asked on a ${size}?`;
  const { page: hers, complaints } = await amina.page(dimensions, { live: true });
  const { page: his, complaints: others } = await boris.page(dimensions, { live: true });
  await boris.go(his, 'today');
  const mentions = his.getByRole('region', { name: 'You are mentioned' });
  expect(await mentions.count()).toBe(0);
  await amina.go(hers, `visits/${visit}/tasks`);
  await hers.getByLabel('Your comment').fill(words);
  await hers.getByRole('checkbox', { name: 'Boris' }).check();
  await amina.sound(hers, `${size}-mention-written`);
  await hers.getByRole('button', { name: 'Say it' }).press('Enter');
  const said = hers.getByRole('listitem').filter({ hasText: words });
  await said.getByText(/for .*Boris/).waitFor();

  // On the device of whoever it is for, it comes by itself; on the one it was written on, it asks nobody.
  await mentions.getByText(words).waitFor();
  await boris.sound(his, `${size}-mention-seen`);
  expect((await amina.call('today_get', {})).mentions).toEqual([]);
  await mentions.getByRole('link', { name: words }).press('Enter');
  await his.getByRole('heading', { level: 1, name: 'Tasks and comments' }).waitFor();
  await his.getByRole('button', { name: /^Settled: Did you count the beds/ }).press('Enter');
  await his.getByRole('listitem').filter({ hasText: words }).getByText(/Settled by .*Boris/).waitFor();
  await boris.go(his, 'today');
  expect(await mentions.count()).toBe(0);
  await said.getByText(/Settled by .*Boris/).waitFor();
  expect([...complaints, ...others]).toEqual([]);
  await Promise.all([hers.context().close(), his.context().close()]);
});
