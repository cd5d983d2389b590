import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NO_FACTS } from '../src/kit/no-place';
import { type Desk, PASSPHRASE, SIZES, loose } from './desk';
import { atDevice, found } from './members';

const OTHER_PASSPHRASE = 'ribbon fossil quartz ember willow drift';

/** A body's vault with one place in it. */
async function body(desk: Desk, place: string): Promise<void> {
  await found(desk);
  await desk.call('place_add', { ...NO_FACTS, name: place });
}

/** What whoever makes a vault does on paper: the words asked back, from those that were shown. */
async function keepWords(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Write these words down' }).waitFor();
  const shown = await page.locator('ol.words li').allInnerTexts();
  const words = shown.map((text) => text.replace(/[^a-z]/g, ''));
  await page.getByRole('button', { name: 'I have written them down' }).click();
  const fields = page.getByRole('textbox');
  await fields.first().waitFor();
  for (const field of await fields.all()) {
    const label = await page.locator(`label[for="${await field.getAttribute('id')}"]`).innerText();
    await field.fill(words[Number(/\d+/.exec(label)?.[0]) - 1] ?? '');
  }
  await page.getByRole('button', { name: 'Next' }).click();
}

/** Everything that the page holds, also where nobody sees it. */
const everything = (page: Page): Promise<string> => page.evaluate(() => `${document.documentElement.outerHTML} ${window.location.href}`);

/** The screen of the lock, with the keyboard in the passphrase. */
async function types(page: Page, passphrase: string): Promise<void> {
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'password');
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
}

describe.each(Object.entries(SIZES))('on a %s screen', (size, dimensions) => {
  it('two bodies have a vault each, and nothing of one is there while the other is open', async () => {
    const desk = await atDevice();
    try {
      await body(desk, 'Tarn Hill');
      await desk.call('vault_lock', {});
      const { page, complaints } = await desk.page(dimensions);
      await desk.go(page, 'places');
      expect(await page.getByText('Other vaults on this device').count(), 'one vault needs no choice').toBe(0);
      await types(page, PASSPHRASE);
      await page.getByText('Tarn Hill').first().waitFor();

      await desk.go(page, 'settings');
      const card = page.getByRole('region', { name: 'Several bodies or teams' });
      await card.getByText('This name can be read without a passphrase').waitFor();
      await desk.sound(page, `${size}-vaults-settings`);
      await card.getByRole('button', { name: 'Add another body or team' }).click();

      await page.getByRole('heading', { name: 'Add another body or team' }).waitFor();
      expect(await everything(page)).not.toContain('Tarn Hill');
      await page.getByRole('button', { name: loose('Not now: back to Vault 1') }).click();
      await types(page, PASSPHRASE);
      await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
      await desk.go(page, 'settings');
      await card.getByRole('button', { name: 'Add another body or team' }).click();

      await page.getByLabel('Name of this vault').fill('Coast');
      await page.getByLabel('Passphrase', { exact: true }).fill(OTHER_PASSPHRASE);
      await page.getByLabel('The same passphrase again').fill(OTHER_PASSPHRASE);
      await desk.sound(page, `${size}-vaults-another`);
      await page.getByRole('button', { name: 'Make the vault' }).click();
      await keepWords(page);
      await page.getByRole('heading', { name: 'Your vault is ready' }).waitFor();
      await desk.sound(page, `${size}-vaults-ready`);
      await page.getByRole('button', { name: 'Found or join a team' }).click();
      await body(desk, 'Sea Gate');
      await desk.go(page, 'places');
      await page.getByText('Sea Gate').first().waitFor();
      expect(await everything(page)).not.toContain('Tarn Hill');

      // From an open vault to the other: through the lock.
      await desk.go(page, 'settings');
      await card.getByRole('button', { name: loose('Vault 1') }).click();
      await page.getByRole('heading', { name: 'Locked' }).waitFor();
      await page.getByRole('button', { name: 'Coast' }).waitFor();
      expect(await everything(page)).not.toContain('Sea Gate');
      await desk.sound(page, `${size}-vaults-lock`);
      await types(page, OTHER_PASSPHRASE);
      await page.getByText('The passphrase does not open this vault.').waitFor();
      await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
      await desk.go(page, 'places');
      await page.getByText('Tarn Hill').first().waitFor();
      expect(await everything(page)).not.toContain('Sea Gate');

      // The lock offers the other one, too.
      await page.keyboard.press('Control+l');
      await page.getByRole('button', { name: 'Coast' }).click();
      await page.getByRole('button', { name: loose('Vault 1') }).waitFor();
      await types(page, OTHER_PASSPHRASE);
      await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
      await desk.go(page, 'places');
      await page.getByText('Sea Gate').first().waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await desk.close();
    }
  });
});
