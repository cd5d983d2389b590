import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Desk, PASSPHRASE, SIZES } from './desk';

let desk: Desk;
let page: Page;
let complaints: string[];
let visit = '';

beforeAll(async () => {
  desk = await Desk.open();
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await desk.call('sample_load', { years: 0 });
  visit = (await desk.call('visit_list', {})).rows.find((row) => row.phase === 'on_site')?.id ?? '';
});
beforeEach(async () => {
  ({ page, complaints } = await desk.page(SIZES.desktop));
  return () => page.context().close();
});
afterAll(() => desk.close());

/** Presses Tab until the focus is on what is called this, as somebody without a mouse would. */
async function tabTo(name: string | RegExp, on = page): Promise<void> {
  const most = 120;
  const seen: string[] = [];
  for (let press = 0; press < most; press += 1) {
    await on.keyboard.press('Tab');
    const called = await on.evaluate(() => {
      const here = document.activeElement;
      if (!(here instanceof HTMLElement)) return '';
      const label = here instanceof HTMLInputElement || here instanceof HTMLTextAreaElement || here instanceof HTMLSelectElement ? here.labels?.[0]?.innerText : null;
      return (here.getAttribute('aria-label') ?? label ?? here.innerText).replace(/\s+/g, ' ').trim();
    });
    if (typeof name === 'string' ? called === name : name.test(called)) return;
    seen.push(called);
  }
  throw new Error(`Tab never reached ${String(name)}: ${seen.join(' | ')}`);
}

it('everything from the lock to an answer is done with Tab and Enter alone', async () => {
  await desk.call('vault_lock', {});
  await desk.go(page, '');
  // The passphrase has the focus from the first moment.
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Locked' }).waitFor();
  await tabTo('Places');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Places', level: 1 }).waitFor();
  await tabTo('Add a place');
  await page.keyboard.press('Enter');
  await page.locator('dialog[open]').waitFor();
  await tabTo('Name');
  await page.keyboard.type('Reached by keys');
  await tabTo('Save');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Reached by keys' }).waitFor();
  await tabTo('Plan a visit');
  await page.keyboard.press('Enter');
  await page.locator('dialog[open]').getByLabel(/^Prison|checklist/i).first().waitFor({ state: 'attached' });
  await tabTo('Plan a visit');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Move to:.*On site/ }).waitFor();
  await tabTo(/Move to:.*On site/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Move to:.*Debrief/ }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  // The palette walks with arrows and takes with Enter; Escape gives the focus back.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('settings');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  expect(complaints).toEqual([]);
});

it('the palette does things, and what it finds it opens', async () => {
  const { rows } = await desk.call('interview_list', { visit });
  const interview = rows[0]?.id ?? '';
  const { note } = await desk.call('interview_get', { interview });
  const word = note.split(/\s+/).find((one) => /^[a-z]{6,}$/i.test(one)) ?? rows[0]?.pseudonym ?? '';
  await desk.go(page, 'today');
  await page.keyboard.press('Control+k');
  await page.keyboard.type(word);
  await page.locator('dialog[open] a', { hasText: 'Interview' }).first().click();
  await page.waitForFunction(() => /#\/visits\/[^/]+\/interview\/[^/]+/.test(location.hash));
  await page.getByRole('textbox', { name: 'Note' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('red lamp');
  await page.locator('dialog[open]').getByRole('button', { name: /Red lamp/ }).press('Enter');
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('red');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('plan visit');
  await page.locator('dialog[open]').getByRole('button', { name: /Plan a visit/ }).press('Enter');
  await page.getByRole('heading', { name: 'Plan a visit', level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('lock now');
  await page.locator('dialog[open]').getByRole('button', { name: /Lock now/ }).press('Enter');
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  // The page is covered before the door closes.
  await desk.until('app_status', {}, (status) => !status.unlocked);
  await desk.call('vault_unlock', { passphrase: PASSPHRASE });
  const { appearance } = await desk.call('app_status', {});
  await desk.call('appearance_set', { ...appearance, theme: 'light' });
  expect(complaints).toEqual([]);
});

it('three taps on a phone, and an answer is kept', async () => {
  const { page: phone } = await desk.page(SIZES.phone);
  await desk.go(phone, 'today');
  const count = async (): Promise<number> => (await desk.call('visit_get', { visit })).row.answers;
  const before = await count();
  await phone.getByRole('navigation').getByRole('link', { name: 'Capture' }).click();
  await phone.locator(`a[href*="${visit}"]`).first().click();
  await phone.getByRole('button', { name: /^(Yes|No|Partly)/ }).first().click();
  await phone.getByText('Answer saved.').waitFor();
  await expect.poll(count).toBe(before + 1);
  await phone.context().close();
});

it('the left hand gets the strip mirrored, and larger text breaks nothing', async () => {
  const { page: phone } = await desk.page(SIZES.phone);
  const edges = async (): Promise<[number, number]> => {
    await desk.go(phone, `visits/${visit}/capture`);
    const buttons = phone.getByRole('toolbar').getByRole('button');
    const [first, last] = [await buttons.first().boundingBox(), await buttons.last().boundingBox()];
    return [first?.x ?? 0, last?.x ?? 0];
  };
  const [start, end] = await edges();
  expect(start).toBeLessThan(end);
  await desk.go(phone, 'settings');
  await phone.getByLabel(/left hand/i).check();
  await expect.poll(async () => (await desk.call('app_status', {})).appearance.left_handed).toBe(true);
  const [left, right] = await edges();
  expect(left).toBeGreaterThan(right);
  await desk.go(phone, 'settings');
  await phone.getByLabel(/left hand/i).uncheck();
  await phone.getByLabel('Text size').selectOption('200');
  await expect.poll(() => phone.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
  for (const path of ['today', 'settings', `visits/${visit}`, `visits/${visit}/capture`]) {
    await desk.go(phone, path);
    expect(await phone.evaluate(() => getComputedStyle(document.documentElement).fontSize), path).toBe('32px');
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${path} scrolls sideways`).toBe(true);
  }
  const { appearance } = await desk.call('app_status', {});
  await desk.call('appearance_set', { ...appearance, text_percent: 100, left_handed: false });
  await phone.context().close();
});

it('the language is switched in place, kept, and switched back on the lock', async () => {
  await desk.go(page, 'settings');
  await page.getByLabel('العربية').check();
  await expect.poll(() => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(['ar', 'rtl']);
  await page.getByRole('heading', { name: 'الإعدادات' }).waitFor();
  await desk.go(page, 'today');
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  await desk.call('vault_lock', {});
  await desk.go(page, '');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  await desk.call('vault_unlock', { passphrase: PASSPHRASE });
});

it("a source's words never reach the clipboard, and everything else does", async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const pasted = async (): Promise<string> => {
    await page.keyboard.press('Control+k');
    const field = page.getByLabel('Words, names, a screen or something to do');
    await field.waitFor();
    await page.keyboard.press('Control+v');
    const text = await field.inputValue();
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    return text;
  };
  const { rows } = await desk.call('interview_list', { visit });
  await desk.go(page, 'places');
  const filter = page.getByLabel('Find by name');
  await filter.fill('Copied freely');
  await filter.press('Control+a');
  await filter.press('Control+c');
  expect(await pasted()).toBe('Copied freely');
  await desk.go(page, `visits/${visit}/interview/${rows[0]?.id}`);
  const note = page.getByRole('textbox', { name: 'Note' });
  for (const key of ['Control+c', 'Control+x']) {
    const before = await note.inputValue();
    expect(before.length).toBeGreaterThan(5);
    await note.press('Control+a');
    await note.press(key);
    await page.getByText('Copying is off here').waitFor();
    expect(await note.inputValue()).toBe(before);
    expect(await pasted()).toBe('Copied freely');
  }
});

it('a window out of sight is blank at once and locks itself; so does one nobody touches', async () => {
  const idle = await Desk.open();
  try {
    const { ask_back, recovery_words } = await idle.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
    // While the words are being written down it would wait.
    await idle.call('vault_recovery_confirm', { words: ask_back.map((position) => recovery_words[position - 1] ?? '') });
    await idle.call('sample_load', { years: 0 });
    const { page: alone } = await idle.page(SIZES.desktop);
    await idle.go(alone, 'settings');
    await alone.getByLabel('Lock when untouched for').selectOption('1');
    await expect.poll(async () => (await idle.call('app_status', {})).appearance.lock_minutes).toBe(1);
    await desk.go(page, `visits/${visit}`);
    await desk.sight(page, 'hidden');
    expect(await page.locator('body').innerText()).toBe('');
    expect((await desk.call('app_status', {})).unlocked).toBe(true);
    const locked = (on: Desk) => async (): Promise<boolean> => !(await on.call('app_status', {})).unlocked;
    await expect.poll(locked(desk), { timeout: 45_000, interval: 500 }).toBe(true);
    await alone.getByRole('heading', { name: 'Locked' }).waitFor({ timeout: 90_000 });
    expect(await locked(idle)()).toBe(true);
  } finally {
    await idle.close();
    await desk.call('vault_unlock', { passphrase: PASSPHRASE });
  }
});
