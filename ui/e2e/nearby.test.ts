import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, SIZES } from './desk';
import { atDevice, found, meet } from './members';

let lead: Desk;
let inspector: Desk;
let visit = '';
let interview = '';

beforeAll(async () => {
  [lead, inspector] = await Promise.all([atDevice(), atDevice()]);
  await found(lead, 'Lead');
  const place = (await lead.call('place_add', { name: 'Tarn Hill', place_type: 'prison', authority: '', region: '', capacity: null } as never)).id;
  visit = (
    await lead.call('visit_create', {
      place, visit_kind: 'in_depth', announced: false, starts_on: '2026-03-02', ends_on: null, objectives: '', checklists: ['prison'],
    } as never)
  ).id;
  interview = (
    await lead.call('interview_start', {
      visit, pseudonym: null, consents: { talk: 'given', notes: 'given' }, explained: 'In person', interviewee: 'individual', language: 'en', whole_team: true,
    } as never)
  ).id;
});
afterAll(async () => {
  await lead.close();
  await inspector.close();
});

/** Both devices are nearby, have met, and hold the same. */
async function meets(): Promise<void> {
  await meet(lead, inspector);
  await lead.until('nearby_get', {}, (view) => view.connected === 1 && !view.exchanging);
}

/** A page on the team's screen, with the keyboard alone. */
async function team(desk: Desk): Promise<{ page: Page; complaints: string[] }> {
  const opened = await desk.page(SIZES.desktop, { live: true });
  await desk.go(opened.page, 'team');
  return opened;
}

it('two people pair in person, with the keyboard, and compare words on both screens', async () => {
  const { page: here, complaints } = await team(lead);
  const { page: there, complaints: others } = await team(inspector);
  await here.getByRole('button', { name: 'Show an address' }).press('Enter');
  const address = await here.getByLabel("Address on the lead's screen").inputValue();
  expect(address).toMatch(/^visita-lan:/);
  expect(await lead.violations(here)).toEqual([]);
  const pairing = there.getByRole('region', { name: 'Pair in person' });
  await pairing.getByLabel("Your name on the team's list").fill('Amina');
  await pairing.getByLabel("Address on the lead's screen").fill(address);
  await pairing.getByLabel("Address on the lead's screen").press('Enter');

  await here.getByText('Request from').waitFor();
  const { request } = await lead.call('pairing_get', {});
  await there.getByText(request?.words ?? 'no words', { exact: true }).waitFor();
  expect(await lead.violations(here)).toEqual([]);
  await here.getByLabel('The words are the same on both screens').press('Space');
  await here.getByRole('region', { name: 'Pair in person' }).getByRole('button', { name: 'Admit a device' }).press('Enter');
  await here.getByText('The new device has its admission.').waitFor();

  await there.getByText(request?.confirm ?? 'no words', { exact: true }).waitFor();
  expect(await inspector.violations(there)).toEqual([]);
  await there.getByLabel('The words are the same on both screens').press('Space');
  await there.getByRole('button', { name: 'Join', exact: true }).first().press('Enter');
  await there.getByRole('heading', { name: 'North' }).waitFor();
  expect([...complaints, ...others]).toEqual([]);
  await here.context().close();
  await there.context().close();
});

it('they exchange nearby, and the badge says so', async () => {
  const { page: here, complaints } = await team(lead);
  expect(await here.getByRole('link', { name: 'Not connected' }).count()).toBe(1);
  await here.getByRole('button', { name: 'Exchange nearby' }).press('Enter');
  await here.getByText(/On for \W*30\W* more minutes/).waitFor();
  await here.getByText('By address, where devices do not find each other').press('Enter');
  const address = await here.getByLabel('Address of this device', { exact: true }).inputValue();
  expect(await lead.violations(here)).toEqual([]);
  await inspector.call('nearby_set', { on: true, minutes: 30 });
  await inspector.call('nearby_dial', { address });
  await here.getByRole('link', { name: 'One device nearby' }).waitFor();
  await here.getByText('Both hold the same').waitFor();
  await inspector.until('interview_get', { interview }, (view) => view.row.pseudonym !== '');
  await here.getByLabel('Address of the other device').fill('visita-lan:1234');
  await here.getByLabel('Address of the other device').press('Enter');
  await here.getByText('This is not the address of a device nearby').waitFor();
  expect(complaints).toEqual([]);
  await here.context().close();
});

it('what a colleague writes meanwhile never moves the text under the cursor', async () => {
  const { page, complaints } = await lead.page(SIZES.desktop, { live: true });
  await lead.go(page, `visits/${visit}/interview/${interview}`);
  const note = page.locator('#note-text');
  await note.fill('He was held for nine days.');
  await note.blur();
  await inspector.until('interview_get', { interview }, (view) => view.note === 'He was held for nine days.');
  // The cursor stands in the middle of what is in the record already: nothing of it is unsaved.
  await note.focus();
  await note.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(7, 7));
  const { note_base } = await inspector.call('interview_get', { interview });
  await inspector.call('interview_note', { interview, text: 'On Monday, he said: He was held for nine days.', base: note_base });
  await lead.until('interview_get', { interview }, (view) => view.note.startsWith('On Monday'));
  await page.getByText('Something new has come.').waitFor();
  const cursor = await note.evaluate((field: HTMLTextAreaElement) => [field.value, field.selectionStart]);
  expect(cursor).toEqual(['He was held for nine days.', 7]);
  // A request for one letter takes longer than those after it: none of them overtakes it.
  await page.route('**/call', async (route) => {
    if (route.request().postData()?.includes('probablheld')) await new Promise((over) => setTimeout(over, 300));
    await route.fallback();
  });
  await page.keyboard.type('probably ', { delay: 20 });
  await note.blur();
  await expect.poll(() => note.inputValue()).toBe('On Monday, he said: He was probably held for nine days.');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('what was being read when the field was entered does not move the text under the cursor either', async () => {
  const { page, complaints } = await lead.page(SIZES.desktop, { live: true });
  await lead.go(page, `visits/${visit}/interview/${interview}`);
  const note = page.locator('#note-text');
  await note.fill('She was held for two days.');
  // From here on the screen hears how the interview stands only when the colleague's text has come.
  let letRead = (): void => undefined;
  const mayRead = new Promise<void>((resolve) => (letRead = resolve));
  const reading = new Promise<void>((resolve) => {
    void page.route('**/call', async (route) => {
      if (route.request().postData()?.includes('"interview_get"')) {
        resolve();
        await mayRead;
      }
      await route.continue();
    });
  });
  await note.blur();
  await reading;
  await note.focus();
  await note.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(8, 8));
  await inspector.until('interview_get', { interview }, (view) => view.note === 'She was held for two days.');
  const { note_base } = await inspector.call('interview_get', { interview });
  await inspector.call('interview_note', { interview, text: 'On Friday, she said: She was held for two days.', base: note_base });
  await lead.until('interview_get', { interview }, (view) => view.note.startsWith('On Friday'));
  const answered = page.waitForResponse((answer) => answer.request().postData()?.includes('"interview_get"') ?? false);
  letRead();
  await answered;
  await page.getByText('Something new has come.').waitFor();
  await expect.poll(() => note.evaluate((field: HTMLTextAreaElement) => [field.value, field.selectionStart])).toEqual(['She was held for two days.', 8]);
  await page.keyboard.type('probably ');
  await note.blur();
  await expect.poll(() => note.inputValue()).toBe('On Friday, she said: She was probably held for two days.');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it("a phone shows the same badge above its tabs, within the thumb's reach, and what was saved beside it", async () => {
  for (const [language, theme, one, none] of [['ar', 'dark', 'جهاز قريب واحد', 'غير متصل'], ['en', 'light', 'One device nearby', 'Not connected']] as const) {
    await lead.wear(language, theme);
    await meets();
    const { page, complaints } = await lead.page(SIZES.phone, { live: true });
    await lead.go(page, `visits/${visit}/interview/${interview}`);
    await page.locator('#note-text').pressSequentially(' ');
    const badge = page.getByRole('link', { name: one });
    await badge.waitFor();
    const box = await badge.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.y).toBeGreaterThan(SIZES.phone.height * 0.75);
    const bar = page.locator('nav.tabs');
    await bar.getByText(language === 'en' ? /Saved on this device/ : /حُفظ على هذا الجهاز/).waitFor();
    expect((await bar.boundingBox())?.height).toBeLessThanOrEqual(110);
    await lead.sound(page, `phone-badge-${language}`);
    await badge.click();
    await page.getByRole('heading', { level: 1, name: language === 'en' ? 'Team and exchange' : 'الفريق والتبادل' }).waitFor();
    await page.locator('section', { has: page.locator('#nearby') }).getByRole('button').first().press('Enter');
    await page.getByRole('link', { name: none }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }
});
