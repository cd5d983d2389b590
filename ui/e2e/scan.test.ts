import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Desk, SIZES } from './desk';
import { film } from './film';
import { atDevice, found } from './members';

/** What the page asked of the camera and whether it is still on. It runs in the page. */
function watched(): void {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  // The blank page between two screens has none.
  if (!devices) return;
  const ask = devices.getUserMedia.bind(devices);
  const streams: MediaStream[] = [];
  Object.assign(window, { cameras: () => streams.flatMap((stream) => stream.getTracks().map((track) => track.readyState)) });
  devices.getUserMedia = async (wishes) => {
    const stream = await ask(wishes);
    streams.push(stream);
    return stream;
  };
}

const cameras = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { cameras(): string[] }).cameras());

/** A lead who shows an address to pair by, and a newcomer whose camera sees it. */
async function pair(): Promise<{ lead: Desk; newcomer: Desk; address: string }> {
  const lead = await atDevice();
  await found(lead, 'Lead');
  const { address } = await lead.call('pairing_show', {});
  if (!address) throw new Error('no address is shown');
  return { lead, newcomer: await atDevice({ camera: film(join(lead.folder, 'code.y4m'), address) }), address };
}

describe.each(Object.entries(SIZES))('on a %s screen', (size, dimensions) => {
  it("a newcomer scans the address on the lead's screen, and the camera is off when it is read", async () => {
    const { lead, newcomer, address } = await pair();
    try {
      const { page, complaints } = await newcomer.page(dimensions, { live: true, camera: true });
      await page.addInitScript(watched);
      await newcomer.go(page, 'team');
      const card = page.getByRole('region', { name: 'Pair in person' });
      await card.getByLabel("Your name on the team's list").fill('Amina');
      await card.getByRole('button', { name: 'Scan the address' }).press('Enter');
      await card.getByText('The code was read.').waitFor();
      expect(await card.getByLabel("Address on the lead's screen").inputValue()).toBe(address);
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await cameras(page)).toEqual(['ended']);
      expect(await card.getByRole('button', { name: 'Scan the address' }).evaluate((button) => button === document.activeElement)).toBe(true);
      await newcomer.sound(page, `${size}-scan-read`);
      await card.getByRole('button', { name: 'Ask to join' }).press('Enter');
      await expect.poll(async () => (await lead.call('pairing_get', {})).request?.member).toBe('Amina');
      expect(complaints).toEqual([]);
    } finally {
      await Promise.all([lead.close(), newcomer.close()]);
    }
  });

  it('a code for something else is said to be one, and the camera is off when the dialog or the vault is closed', async () => {
    const lead = await atDevice();
    const desk = await atDevice({ camera: film(join(lead.folder, 'other.y4m'), 'https://example.org/menu') });
    try {
      const { page, complaints } = await desk.page(dimensions, { hearsShell: true, camera: true });
      await page.addInitScript(watched);
      for (const [language, theme] of [['ar', 'dark'], ['en', 'light']] as const) {
        await desk.wear(language, theme);
        await desk.go(page, 'team');
        await page.getByRole('button', { name: language === 'en' ? 'Scan the address' : 'امسح العنوان' }).click();
        await page.getByRole('alert').waitFor();
        await desk.sound(page, `${size}-scan-${language}-${theme}`);
      }
      await page.getByText('This is a code for something else.').waitFor();
      expect(await cameras(page)).toEqual(['live']);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await cameras(page)).toEqual(['ended']);
      expect(await page.getByLabel("Address on the lead's screen").inputValue()).toBe('');

      await page.getByRole('button', { name: 'Scan the address' }).press('Enter');
      await page.getByText('This is a code for something else.').waitFor();
      await desk.call('vault_lock', {});
      await desk.say(page, 'locked', null);
      await page.getByLabel('Passphrase', { exact: true }).waitFor();
      expect(await cameras(page)).toEqual(['ended', 'ended']);
      expect(complaints).toEqual([]);
    } finally {
      await Promise.all([lead.close(), desk.close()]);
    }
  });

  it('without a camera, or without leave to use it, the text and a picture still work', async () => {
    const { lead, newcomer, address } = await pair();
    const without = await atDevice();
    try {
      const shown = await lead.page(dimensions);
      await lead.wear('ar', 'dark');
      await lead.go(shown.page, 'team');
      const code = await shown.page.getByRole('img', { name: 'عنوان الاقتران كرمز للمسح' }).screenshot();

      for (const [desk, said] of [[without, 'There is no camera'], [newcomer, 'The camera was not allowed.']] as const) {
        const { page, complaints } = await desk.page(dimensions);
        await desk.go(page, 'team');
        await page.getByRole('button', { name: 'Scan the address' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText(said).waitFor();
        await desk.sound(page, `${size}-scan-${desk === without ? 'none' : 'refused'}`);
        await dialog.locator('input[type="file"]').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
        await dialog.getByText('This file is no picture').waitFor();
        await dialog.locator('input[type="file"]').setInputFiles({ name: 'page.png', mimeType: 'image/png', buffer: await page.screenshot() });
        await dialog.getByText('No code can be read in this picture.').waitFor();
        await dialog.locator('input[type="file"]').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: code });
        await page.getByText('The code was read.').waitFor();
        expect(await page.getByLabel("Address on the lead's screen").inputValue()).toBe(address);
        expect(complaints).toEqual([]);
      }
    } finally {
      await Promise.all([lead.close(), newcomer.close(), without.close()]);
    }
  });
});
