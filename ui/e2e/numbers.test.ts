import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, SIZES } from './desk';
import { atDevice } from './members';

const PLOT = 'Recommendations, where they stand today';

let desk: Desk;
beforeAll(async () => {
  desk = await atDevice();
  await desk.call('sample_load', { years: 0 });
});
afterAll(() => desk.close());

it.each(Object.entries(SIZES))('on a %s screen, a plot is saved as it is drawn, and as the table that says the same', async (size, dimensions) => {
  const { page, complaints } = await desk.page(dimensions);
  await desk.go(page, 'numbers');
  // Its table is a region of the same name, once it is open.
  const plot = page.getByRole('region', { name: PLOT }).first();
  await plot.getByText('As a table').click();
  const first = plot.locator('tbody tr').first();
  const [name, count] = [await first.locator('th').innerText(), await first.locator('td').innerText()];
  const form = page.locator('dialog[open]');
  const written = async (format: string, file: string, said: RegExp): Promise<string> => {
    const path = join(desk.folder, `${size}-${file}`);
    await plot.getByRole('button', { name: 'Save the plot or its table…' }).press('Enter');
    await form.getByRole('heading', { name: PLOT }).waitFor();
    await form.getByRole('radio', { name: format }).check();
    expect(await form.getByRole('button', { name: 'Write the file' }).isDisabled(), 'nothing is written nowhere').toBe(true);
    await form.getByLabel('File', { exact: true }).fill(path);
    await desk.sound(page, `${size}-${file}-form`);
    await form.getByRole('button', { name: 'Write the file' }).press('Enter');
    await page.getByText(said).waitFor();
    await form.waitFor({ state: 'detached' });
    return readFileSync(path, 'utf8');
  };

  const drawn = await written('SVG, the plots', 'plot.svg', /One plot written\./);
  expect(drawn).toContain('<svg');
  expect(drawn).toContain(PLOT);
  const table = await written('CSV, the tables', 'plot.csv', /One table written\./);
  const line = table.split(/\r?\n/).find((row) => row.replaceAll('"', '').startsWith(`${name.trim()},`));
  expect(line?.replaceAll('"', '').split(',')).toEqual([name.trim(), count.trim()]);
  for (const file of [drawn, table]) expect(file, 'the others were not asked for').not.toContain('Visits by type of place');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('all tables are written into one file', async () => {
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, 'numbers');
  const all = page.getByRole('region', { name: 'Write a file' });
  const path = join(desk.folder, 'all.csv');
  await all.getByLabel('File', { exact: true }).fill(path);
  await all.getByRole('button', { name: 'Write the file' }).press('Enter');
  await page.getByText(/tables written\./).waitFor();
  const file = readFileSync(path, 'utf8');
  for (const named of [PLOT, 'Visits by type of place', 'Replies by grade']) expect(file).toContain(named);
  expect(complaints).toEqual([]);
  await page.context().close();
});
