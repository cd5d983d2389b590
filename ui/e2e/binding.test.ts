import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { Desk, PASSPHRASE, SIZES } from './desk';

/** An open vault whose words are written down, and the settings. */
async function settings(keystore: boolean): Promise<{ desk: Desk; page: Page; complaints: string[]; words: string[] }> {
  const desk = await Desk.open({ keystore });
  const made = await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await desk.call('vault_lock', {});
  await desk.call('vault_unlock', { passphrase: PASSPHRASE });
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, 'settings');
  return { desk, page, complaints, words: made.recovery_words };
}

it('says so where there is no keystore, and offers nothing', async () => {
  const { desk, page, complaints } = await settings(false);
  const card = page.getByRole('region', { name: 'Bind this vault to this device' });
  await card.getByText('No keystore of the operating system can be reached').waitFor();
  expect(await card.getByRole('button').count()).toBe(0);
  expect(complaints).toEqual([]);
  await desk.close();
});

it('binds with the passphrase, says so, and unbinds', async () => {
  const { desk, page, complaints } = await settings(true);
  const card = page.getByRole('region', { name: 'Bind this vault to this device' });
  await card.getByText('Not bound').waitFor();
  await card.getByLabel('Passphrase of today').fill('not this one');
  await card.getByRole('button', { name: 'Bind to this device' }).click();
  await page.getByText('The passphrase does not open this vault.').waitFor();
  await card.getByLabel('Passphrase of today').fill(PASSPHRASE);
  await card.getByRole('button', { name: 'Bind to this device' }).click();
  await card.getByText('Bound to this device', { exact: true }).waitFor();
  expect((await desk.call('app_status', {})).bound).toBe(true);
  expect(await card.getByLabel('Passphrase of today').inputValue()).toBe('');
  expect(await desk.violations(page)).toEqual([]);
  await card.getByLabel('Passphrase of today').fill(PASSPHRASE);
  await card.getByRole('button', { name: 'End the binding' }).click();
  await card.getByText('Not bound').waitFor();
  expect((await desk.call('app_status', {})).bound).toBe(false);
  expect(complaints).toEqual([]);
  await desk.close();
});

it('a copy on a second machine says so at the lock, and the words open it without the binding', async () => {
  const { desk: first, words } = await settings(true);
  await first.call('vault_bind', { passphrase: PASSPHRASE });
  await first.call('vault_lock', {});
  const desk = await Desk.open({ keystore: true, copyOf: first });
  await first.close();
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, '');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByText("this device's keystore does not hold its half of the key").waitFor();
  await page.getByRole('button', { name: 'I forgot the passphrase' }).click();
  await page.getByText('Opened with the words on another one').waitFor();
  await page.getByLabel('The 24 recovery words').fill(words.join(' '));
  await page.getByLabel('New passphrase').fill('ribbon fossil quartz ember willow drift');
  await page.getByLabel('The same passphrase again').fill('ribbon fossil quartz ember willow drift');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByText('is not any more: the passphrase alone opens it now').waitFor();
  expect((await desk.call('app_status', {})).bound).toBe(false);
  expect(complaints).toEqual([]);
  await desk.close();
});
