import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Desk, PASSPHRASE, SIZES } from './desk';
import { admit, atDevice, found } from './members';

const FRESH = 'ribbon fossil quartz ember willow drift';

/** A lead with two colleagues, each at a device of their own. */
async function team(): Promise<{ amina: Desk; others: [Desk, Desk] }> {
  const [amina, boris, chen] = await Promise.all([atDevice(), atDevice(), atDevice()]);
  await found(amina);
  await admit(amina, boris, 'Boris');
  await admit(amina, chen, 'Chen');
  // The words of a vault made here are on no screen: locking and opening ends their being shown.
  for (const desk of [amina, boris, chen]) {
    await desk.call('vault_lock', {});
    await desk.call('vault_unlock', { passphrase: PASSPHRASE });
  }
  return { amina, others: [boris, chen] };
}

/** A colleague looks at a request, types the words that are read aloud and answers. */
async function answers(desk: Desk, page: Page, text: string, words: string, name: string): Promise<string> {
  await desk.go(page, 'recovery');
  const card = page.getByRole('region', { name: 'Answer a colleague' });
  await card.getByLabel('Or the request as text').fill(text);
  await card.getByRole('button', { name: 'Look at the request' }).click();
  await card.getByText('Amina').waitFor();
  expect(await card.innerText()).not.toContain(words);
  await card.getByLabel('The six words they read to you').fill(words);
  expect(await card.getByRole('button', { name: 'Answer with my share' }).isDisabled()).toBe(true);
  await card.getByLabel('I know the voice or the face').check();
  await desk.sound(page, name);
  await card.getByRole('button', { name: 'Answer with my share' }).click();
  return card.getByLabel('The answer as text', { exact: true }).inputValue();
}

/** Makes a request on the page of whoever asks; gives its text and words. */
async function asks(desk: Desk, page: Page): Promise<{ text: string; words: string }> {
  await page.getByRole('button', { name: 'Make the request' }).click();
  const text = await page.getByLabel('The request as text', { exact: true }).inputValue();
  return { text, words: (await desk.call('recovery_asked', {})).request?.words ?? '' };
}

async function takes(page: Page, answer: string, count: RegExp): Promise<void> {
  await page.getByLabel('Or the answer as text').fill(answer);
  await page.getByRole('button', { name: 'Take the answer' }).click();
  await page.getByText(count).waitFor();
}

describe.each(Object.entries(SIZES))('on a %s screen', (size, dimensions) => {
  it('shares are made and kept, rehearsed, printed; and open a vault whose passphrase is forgotten', async () => {
    const { amina, others } = await team();
    const [boris, chen] = others;
    try {
      const [hers, his, chens] = await Promise.all([amina.page(dimensions), boris.page(dimensions), chen.page(dimensions)]);
      const page = hers.page;

      await amina.go(page, 'today');
      await page.getByText('Recovery was never tested').waitFor();
      await page.getByRole('link', { name: 'Getting back in' }).click();
      for (const name of ['Boris', 'Chen']) await page.getByLabel(name).check();
      const file = join(amina.folder, 'team.visita-share');
      await page.getByRole('textbox', { name: 'Share file', exact: true }).fill(file);
      await page.getByLabel('Passphrase of today').fill(PASSPHRASE);
      await amina.sound(page, `${size}-shares-form`);
      await page.getByRole('button', { name: 'Make the shares' }).click();
      await page.getByText('of these colleagues let you back in together').waitFor();
      await page.getByText('Carry that file to each of them').waitFor();
      await amina.sound(page, `${size}-shares`);

      for (const [desk, at] of [[boris, his.page], [chen, chens.page]] as const) {
        await desk.go(at, 'recovery');
        await at.getByLabel('Share file of a colleague').fill(file);
        await at.getByRole('button', { name: 'Take the share' }).click();
        await at.getByText('The share is kept in your vault.').waitFor();
      }

      const rehearsal = await asks(amina, page);
      for (const [n, [desk, at]] of ([[boris, his.page], [chen, chens.page]] as const).entries()) {
        const answer = await answers(desk, at, rehearsal.text, rehearsal.words, `${size}-answer-${n}`);
        await takes(page, answer, new RegExp(`Answers: \\W*${n + 1}\\W* of`));
      }
      await page.getByRole('button', { name: 'Test the answers' }).click();
      await page.getByText(/Recovery was tested on/).first().waitFor();
      await amina.go(page, 'today');
      await page.getByText(/Recovery was tested on/).waitFor();
      await amina.sound(page, `${size}-today`);

      await amina.go(page, 'recovery/sheet');
      await page.getByText('Boris').waitFor();
      await amina.sound(page, `${size}-sheet`);
      await amina.wear('en', 'dark');
      await amina.go(page, 'recovery/sheet');
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
      expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
      await amina.sound(page, `${size}-sheet-print`);
      await page.emulateMedia({ media: 'screen' });
      await amina.wear('en', 'light');

      await amina.call('vault_lock', {});
      await amina.go(page, '');
      await page.getByRole('button', { name: 'I forgot the passphrase' }).click();
      await page.getByRole('button', { name: 'Ask colleagues' }).click();
      await amina.sound(page, `${size}-lock-ask`);
      const asked = await asks(amina, page);
      expect(await page.locator('body').innerText()).not.toMatch(/Boris|Chen|Amina|North/);
      await page.getByLabel('Or the answer as text').fill(await answers(boris, his.page, rehearsal.text, rehearsal.words, `${size}-answer-old`));
      await page.getByRole('button', { name: 'Take the answer' }).click();
      await page.getByText('This answer is one to another request.').waitFor();
      await takes(page, await answers(boris, his.page, asked.text, asked.words, `${size}-answer-1`), /Answers: \W*1\W* of/);
      expect(await page.getByLabel('New passphrase').count()).toBe(0);
      await amina.sound(page, `${size}-lock-one`);
      // The window may be closed while the answers are on their way.
      await amina.go(page, '');
      await page.getByRole('button', { name: 'I forgot the passphrase' }).click();
      await page.getByRole('button', { name: 'Ask colleagues' }).click();
      await takes(page, await answers(chen, chens.page, asked.text, asked.words, `${size}-answer-2`), /Answers: \W*2\W* of/);
      await page.getByLabel('New passphrase').fill(FRESH);
      await page.getByLabel('The same passphrase again').fill(FRESH);
      await amina.sound(page, `${size}-lock-open`);
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await page.getByText('You are back in.').waitFor();
      await amina.go(page, 'today');
      await page.getByText('The shares are out of date').waitFor();

      for (const [language, theme] of [['ar', 'dark'], ['ar', 'light'], ['en', 'dark']] as const) {
        await amina.wear(language, theme);
        for (const [name, path] of [['recovery', 'recovery'], ['sheet', 'recovery/sheet'], ['today', 'today']] as const) {
          await amina.go(page, path);
          await amina.sound(page, `${size}-${name}-${language}-${theme}`);
        }
      }
      expect([...hers.complaints, ...his.complaints, ...chens.complaints]).toEqual([]);
    } finally {
      await Promise.all([amina, boris, chen].map((desk) => desk.close()));
    }
  });
});
