import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, PASSPHRASE, SIZES } from './desk';
import { faultsOfTab } from './keyboard';
import { unseen } from './routes';

interface Look {
  language: string;
  theme: string;
  /** Worn after it, on the same page. */
  others: string[];
  /** By the accessibility checker too. */
  checked: boolean;
}

/**
 * Every language shipped, in every theme once: a colour is the same whatever the words. And the pseudo-locales: longer text,
 * mirrored text, which change where things stand and nothing of what a checker reads.
 */
const LOOKS: Look[] = [
  { language: 'en', theme: 'light', others: ['dark', 'red'], checked: true },
  { language: 'ar', theme: 'dark', others: [], checked: true },
  { language: 'en-XA', theme: 'light', others: [], checked: false },
  { language: 'ar-XB', theme: 'dark', others: [], checked: false },
];

/** How long the checker may take for every screen in three themes, milliseconds. */
const LOOKING_MS = 480_000;

const ALL_RECOMMENDATIONS = { column: null, addressee: null, place: null, visit: null, theme: null, priority: null, year: null, withdrawn: false };

let desk: Desk;
let fresh: Desk;
const paths: Record<string, string> = {};

beforeAll(async () => {
  [desk, fresh] = await Promise.all([Desk.open(), Desk.open()]);
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await desk.call('sample_load', { years: 0 });
  const { rows: visits } = await desk.call('visit_list', {});
  const visit = visits.find((row) => row.phase === 'on_site')?.id ?? '';
  const { rows: interviews } = await desk.call('interview_list', { visit });
  const { rows: findings } = await desk.call('finding_list', { visit });
  const place = visits[0]?.place;
  const { rows: recommendations } = await desk.call('recommendation_list', ALL_RECOMMENDATIONS);
  const answered = recommendations.find((row) => row.column === 'partly_done')?.id ?? '';
  const ministry = recommendations.find((row) => row.id === answered)?.addressee ?? '';
  const { next } = (await desk.call('today_get', {})).programme;
  const { letters } = await desk.call('correspondence_get', { authority: ministry });
  const parts = [{ recommendation: answered, words: 'It is under way.', grade: null, refuses: false }];
  const { id: reply } = await desk.call('joint_reply_add', { authority: ministry, on: new Date().toISOString().slice(0, 10), reference: 'C/77', grade: 'c', parts });
  const { areas, checklists, observations } = await desk.call('visit_get', { visit });
  const checklist = checklists[0]?.checklist ?? '';
  const { sections } = await desk.call('checklist_get', { checklist });
  const year = String(new Date().getFullYear());
  Object.assign(paths, {
    today: 'today',
    programme: 'programme',
    'programme of a year': `programme/calendar/${year}`,
    'programme timeline': 'programme/timeline',
    'programme map': 'programme/map',
    'programme list': 'programme/list',
    'programme proposal': `programme/propose/${new Date().getFullYear() + 1}`,
    'programme draw': 'programme/draw',
    'programme draw of a year': `programme/draw/${year}`,
    'programme rules': 'programme/rules',
    plan: `programme/plan/${next?.id}`,
    prepare: `visits/${visit}/prepare`,
    places: 'places',
    'place form': 'places/new',
    place: `places/${place}`,
    'place import': 'places/import',
    'place duplicates': 'places/duplicates',
    authorities: 'authorities',
    authority: `authorities/${ministry}`,
    'reply to several': `authorities/${ministry}/reply`,
    'reply to a letter': `authorities/${ministry}/reply/${letters[0]?.on}/${encodeURIComponent(letters[0]?.reference ?? '')}`,
    'reply that came': `authorities/${ministry}/replies/${reply}`,
    body: 'body',
    visits: 'visits',
    'visit form': 'visits/new',
    hub: `visits/${visit}`,
    'observation on the hub': `visits/${visit}/observations/${observations[0]?.id}`,
    capture: `visits/${visit}/capture`,
    'question': `visits/${visit}/capture/${areas[0]?.id}/${checklist}/${sections[0]?.items[0]?.id}`,
    'interview start': `visits/${visit}/interview/new`,
    interview: `visits/${visit}/interview/${interviews[0]?.id}`,
    findings: `visits/${visit}/findings`,
    verify: `visits/${visit}/verify`,
    trace: `visits/${visit}/trace`,
    'trace of all visits': `visits/${visit}/trace/whole`,
    'all findings': 'findings',
    'findings of a theme': `findings/theme/health/recommendations/${answered}`,
    recommendations: 'recommendations',
    board: 'recommendations/board',
    'year by theme': 'recommendations/year',
    'new recommendation': 'recommendations/new',
    'recommendation from a finding': `recommendations/new/${visit}/${findings[0]?.id}`,
    'recommendation about a place': `recommendations/new/place/${place}`,
    recommendation: `recommendations/${answered}`,
    'recommendation form': `recommendations/${answered}/edit`,
    letter: `recommendations/${answered}/letter`,
    'trace of a recommendation': `recommendations/${answered}/trace`,
    'trace of all that a recommendation is about': `recommendations/${answered}/trace/whole`,
    finding: `visits/${visit}/findings/${findings[0]?.id}`,
    'trace of a finding': `visits/${visit}/findings/${findings[0]?.id}/trace`,
    'trace of a finding among all': `visits/${visit}/findings/${findings[0]?.id}/trace/whole`,
    'trace of a place': `places/${place}/trace`,
    access: `visits/${visit}/access`,
    counts: `visits/${visit}/counts`,
    coverage: `visits/${visit}/coverage`,
    debrief: `visits/${visit}/debrief`,
    tasks: `visits/${visit}/tasks`,
    immediate: `visits/${visit}/immediate`,
    'reprisals of a visit': `visits/${visit}/reprisals`,
    reprisals: 'reprisals',
    numbers: 'numbers',
    merge: 'merge',
    'merge of a visit': `visits/${visit}/merge`,
    report: `visits/${visit}/report`,
    team: 'team',
    settings: 'settings',
    recovery: 'recovery',
    'recovery sheet': 'recovery/sheet',
    more: 'more',
  });
});

afterAll(() => Promise.all([desk.close(), fresh.close()]));

/** What is wrong with a screen as it stands, and with its colours in the other themes. */
async function faults(on: Desk, page: Page, name: string, { theme, others, checked }: Look): Promise<string[]> {
  const found: string[] = [];
  if (await scrollsSideways(page)) found.push(`${name}: scrolls sideways`);
  if (checked) found.push(...(await on.violations(page)).map((violation) => `${name}: ${violation}`));
  found.push(...(await faultsOfFields(page)).map((fault) => `${name}: ${fault}`));
  for (const other of others) {
    await on.recolour(page, other);
    if (await scrollsSideways(page)) found.push(`${name} in ${other}: scrolls sideways`);
    found.push(...(await on.violations(page, ['color-contrast'])).map((violation) => `${name} in ${other}: ${violation}`));
  }
  if (others.length > 0) await on.recolour(page, theme);
  return found;
}

const scrollsSideways = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

async function faultsOfFields(page: Page): Promise<string[]> {
  const { unlabelled, talkative, keys } = await page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, select, textarea')];
    const typed = fields.filter((field) => field.matches('textarea, input:not([type="checkbox"], [type="radio"])'));
    return {
      unlabelled: fields.filter((field) => field.labels?.length === 0 && !field.hasAttribute('aria-label') && !field.hasAttribute('aria-labelledby')).length,
      talkative: typed.filter((field) => field.spellcheck || !['off', 'new-password', 'current-password'].includes(field.autocomplete)).map((field) => field.outerHTML.slice(0, 120)),
      keys: document.body.innerText.match(/\b(?:error|count|nav|field|theme|unit|phase|source|role|checklist|reason|degree|action|bundle|merge)-[a-z][a-z0-9-]+\b/g),
    };
  });
  const found = talkative.map((field) => `typed text goes elsewhere: ${field}`);
  if (unlabelled > 0) found.push(`${unlabelled} fields without a label`);
  if (keys) found.push(`untranslated ${[...new Set(keys)].join(' ')}`);
  return found;
}

it('leads to every screen that there is, with all that it can be told', () => {
  const all = Object.values(paths);
  expect(all.filter((path) => /undefined|\/\//.test(path))).toEqual([]);
  expect(unseen(all)).toEqual([]);
  // A screen that nobody looks at is missed.
  expect(unseen(all.filter((path) => !path.includes('/replies/')))).toEqual([expect.stringContaining("'replies'")]);
  expect(unseen(all.filter((path) => !path.endsWith('/debrief')))).toEqual(['debrief']);
});

it('goes by Tab through all controls of every screen and back to the start, and sees at each where it is', async () => {
  await desk.wear('en', 'light');
  const { page, complaints } = await desk.page(SIZES.desktop);
  const found: string[] = [];
  for (const [name, path] of Object.entries(paths)) {
    await desk.go(page, path);
    found.push(...(await faultsOfTab(page)).map((fault) => `${name}: ${fault}`));
  }
  expect(found).toEqual([]);
  // Whoever cannot see where they are, or is held there, is noticed.
  await desk.go(page, 'settings');
  await page.evaluate(() => {
    const [unmarked, holding] = document.querySelectorAll<HTMLElement>('main :is(button, select)');
    if (unmarked) unmarked.style.outline = 'none';
    holding?.addEventListener('keydown', (event) => event.preventDefault());
  });
  const held = (await faultsOfTab(page)).join();
  expect([/shows no focus/, /does not come back/, /is never come to/].map((fault) => fault.test(held))).toEqual([true, true, true]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

describe.each(Object.entries(SIZES))('on a %s screen', (_, size) => {
  it.each(LOOKS)('$language, $theme $others: nothing sideways, nothing inaccessible, nothing untranslated', async (look) => {
    await desk.wear(look.language, look.theme);
    const { page, complaints } = await desk.page(size);
    const found: string[] = [];
    for (const [name, path] of Object.entries(paths)) {
      await desk.go(page, path);
      found.push(...(await faults(desk, page, name, look)));
    }
    await desk.go(page, 'today');
    for (const [name, key] of [['palette', 'Control+k'], ['keys', '?']] as const) {
      await page.keyboard.press(key);
      await page.locator('dialog[open] h2').waitFor();
      found.push(...(await faults(desk, page, name, look)));
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, LOOKING_MS);
});

describe('before there is anything', () => {
  const shown = Object.values(SIZES).flatMap((size) => LOOKS.map((look) => ({ ...look, size, look })));

  it.each(shown)('first run in $language, $theme $others, $size.width wide', async ({ size, look }) => {
    await fresh.wear(look.language, look.theme);
    const { page, complaints } = await fresh.page(size);
    await fresh.go(page, '');
    const found = await faults(fresh, page, 'first run', look);
    for (let card = 0; card < 3; card += 1) await page.locator('button.primary').click();
    await page.locator('input[type="password"]').first().fill('abc');
    await page.locator('[role="status"]', { hasText: /\S/ }).first().waitFor();
    found.push(...(await faults(fresh, page, 'passphrase', look)));
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('the lock of one of two vaults in every look, without a word of what is behind it', async () => {
    await fresh.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
    await fresh.call('vault_add', {});
    await fresh.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
    await fresh.call('vault_rename', { name: 'North' });
    await fresh.call('vault_lock', {});
    const found: string[] = [];
    for (const { size, look } of shown) {
      await fresh.wear(look.language, look.theme);
      const { page } = await fresh.page(size);
      await fresh.go(page, '');
      const name = `${look.language} ${look.theme} ${size.width}`;
      found.push(...(await faults(fresh, page, `lock ${name}`, look)));
      await page.locator('form button.quiet:not(.icon)').last().click();
      await page.locator('textarea').waitFor();
      found.push(...(await faults(fresh, page, `recovery ${name}`, look)));
      await page.context().close();
    }
    expect(found).toEqual([]);
  });

  it('a further vault in every look', async () => {
    const found: string[] = [];
    const back = (await fresh.call('app_status', {})).vaults.find((vault) => vault.chosen)?.id ?? '';
    await fresh.call('vault_add', {});
    for (const { size, look } of shown) {
      await fresh.wear(look.language, look.theme);
      const { page } = await fresh.page(size);
      await fresh.go(page, '');
      await page.locator('meter').waitFor();
      found.push(...(await faults(fresh, page, `another ${look.language} ${look.theme} ${size.width}`, look)));
      await page.context().close();
    }
    await fresh.call('vault_choose', { vault: back });
    expect(found).toEqual([]);
  });

  it('today and the team, when there is neither', async () => {
    await fresh.call('vault_unlock', { passphrase: PASSPHRASE });
    const found: string[] = [];
    for (const { size, look } of shown) {
      await fresh.wear(look.language, look.theme);
      const { page } = await fresh.page(size);
      for (const path of ['today', 'team', 'merge', 'visits/new']) {
        await fresh.go(page, path);
        found.push(...(await faults(fresh, page, `${path} ${look.language} ${look.theme} ${size.width}`, look)));
      }
      await page.context().close();
    }
    expect(found).toEqual([]);
  });
});
