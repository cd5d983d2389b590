import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, PASSPHRASE, SIZES } from './desk';

const LOOKS = [
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'red' },
  { language: 'ar', theme: 'dark' },
  { language: 'en-XA', theme: 'light' },
  { language: 'ar-XB', theme: 'dark' },
];

let desk: Desk;
const paths: Record<string, string> = {};

beforeAll(async () => {
  desk = await Desk.open();
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await desk.call('sample_load', {});
  const { rows: visits } = await desk.call('visit_list', {});
  const visit = visits.find((row) => row.phase === 'on_site')?.id ?? '';
  const { rows: interviews } = await desk.call('interview_list', { visit });
  const place = visits[0]?.place ?? '';
  Object.assign(paths, {
    today: 'today',
    places: 'places',
    place: `places/${place}`,
    visits: 'visits',
    hub: `visits/${visit}`,
    capture: `visits/${visit}/capture`,
    'interview start': `visits/${visit}/interview/new`,
    interview: `visits/${visit}/interview/${interviews[0]?.id}`,
    findings: `visits/${visit}/findings`,
    merge: `visits/${visit}/merge`,
    report: `visits/${visit}/report`,
    team: 'team',
    settings: 'settings',
    more: 'more',
  });
});

afterAll(() => desk.close());

describe.each(Object.entries(SIZES))('on a %s screen', (_, size) => {
  it.each(LOOKS)('$language, $theme: nothing sideways, nothing inaccessible, nothing untranslated', async (look) => {
    const { appearance } = await desk.call('app_status', {});
    await desk.call('appearance_set', { ...appearance, ...look });
    const { page, complaints } = await desk.page(size);
    const found: string[] = [];
    for (const [name, path] of Object.entries(paths)) {
      await desk.go(page, path);
      if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) found.push(`${name}: scrolls sideways`);
      found.push(...(await desk.violations(page)).map((violation) => `${name}: ${violation}`));
      const unlabelled = await page.evaluate(
        () =>
          [...document.querySelectorAll<HTMLInputElement>('input, select, textarea')].filter(
            (field) => field.labels?.length === 0 && !field.hasAttribute('aria-label') && !field.hasAttribute('aria-labelledby'),
          ).length,
      );
      if (unlabelled > 0) found.push(`${name}: ${unlabelled} fields without a label`);
      const keys = await page.evaluate(() => document.body.innerText.match(/\b(?:error|count|nav|field|theme|unit|phase|source|role|checklist|reason|degree)-[a-z][a-z0-9-]+\b/g));
      if (keys) found.push(`${name}: untranslated ${[...new Set(keys)].join(' ')}`);
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
