import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_FACTS as NO_PLACE } from '../src/kit/no-place';
import { Desk, PASSPHRASE, SIZES, loose } from './desk';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await desk.call('team_found', { body: 'Commission', team: 'North', member: 'Amina' } as never);
});
afterAll(() => desk.close());

/** The key that presses what has the focus, once it can be pressed. */
async function press(button: Locator): Promise<void> {
  await expect.poll(() => button.isEnabled()).toBe(true);
  await button.press('Enter');
}

const visitTo = async (place: string, starts_on: string): Promise<string> =>
  (await desk.call('visit_create', { place, visit_kind: 'in_depth', announced: false, starts_on, ends_on: null, objectives: '', checklists: ['prison'] })).id;
const found = async (visit: string, statement: string): Promise<string> =>
  (await desk.call('finding_add', { visit, statement, theme: 'accommodation', good_practice: false })).id;

/** A place, a visit, and one part in each other column of a trace; with a later visit at which somebody looked. */
async function chain(name: string) {
  const { id: place } = await desk.call('place_add', { ...NO_PLACE, name });
  const [visit, later] = [await visitTo(place, '2026-03-02'), await visitTo(place, '2026-09-01')];
  const answer = { visit, area: 'general', checklist: 'prison', item: 'own_bed', value: { type: 'yes_no_partly', value: 'no' }, note: '', source: 'observed', flag: false };
  await desk.call('answer_set', answer as never);
  const finding = await found(visit, `Fourteen persons slept on the floor of ${name}.`);
  await desk.call('evidence_add', { visit, finding, kind: 'answer', target: 'general/prison/own_bed' });
  const { id: addressee } = await desk.call('authority_add', { name: `Ministry over ${name}`, kind: 'ministry', parent: null, address: '', contact: '', phone: '', mail: '', dropped: false });
  const facts = { text: `Give every person in ${name} a bed.`, addressee, visit, place: null, theme: null, standards: 'MR 21', priority: 'normal', deadline: null, reply_by: null, repeats: null };
  const { id: recommendation } = await desk.call('recommendation_add', { facts, findings: [{ visit, finding }] });
  await desk.call('recommendation_send', { recommendation, on: '2026-03-10', addressee, reference: 'C/12', reply_by: null });
  await desk.call('reply_add', { recommendation, facts: { on: '2026-03-30', reference: '', words: 'Beds were ordered.', grade: 'b', refuses: false, dropped: false } });
  await desk.call('verified_set', { visit: later, recommendation, result: 'partly', source: 'observed', note: '' });
  return { place, visit, later, finding, recommendation };
}

const COLUMNS = ['Place', 'Visit', 'Source', 'Finding', 'Standard', 'Recommendation', 'Reply', 'Verification'];
/** The first part of a column, in the list of a trace. */
const first = (page: Page, column: string): Locator =>
  page.locator('details').getByRole('region', { name: column, exact: true }).getByRole('link').first();
const hash = (page: Page): string => new URL(page.url()).hash;

it('a trace leads from any of its parts to any other in two steps', async () => {
  const { recommendation } = await chain('Tarn Hill');
  // On a phone the list is the trace.
  const { page, complaints } = await desk.page(SIZES.phone);
  await desk.go(page, `recommendations/${recommendation}/trace`);
  const at = new Map<string, string>();
  for (const column of COLUMNS) at.set(column, (await first(page, column).getAttribute('href')) ?? '');
  expect(new Set(at.values()).size, 'a reply stands with its recommendation, all else by itself').toBe(COLUMNS.length - 1);

  for (const from of COLUMNS) {
    await desk.go(page, at.get(from)?.slice(2) ?? '');
    // The first step leads from where it stands to a trace, the second to any other part.
    await press(page.getByRole('link', { name: /^Trace/ }).first());
    await first(page, from).waitFor();
    const trace = hash(page);
    for (const to of COLUMNS.filter((column) => column !== from)) {
      const target = first(page, to);
      await target.waitFor();
      const href = (await target.getAttribute('href')) ?? '';
      await press(target);
      await expect.poll(() => hash(page), { message: `${from} to ${to}` }).toBe(href);
      await page.goBack();
      await expect.poll(() => hash(page)).toBe(trace);
    }
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('a place, a finding and a standard have screens and traces of their own', async () => {
  const { place, visit, later, finding, recommendation } = await chain('Holm Gate');
  await found(visit, 'The yard of Holm Gate is locked.');
  const { page, complaints } = await desk.page(SIZES.phone);
  await desk.go(page, `places/${place}/trace`);
  await page.locator(`a[href="#/visits/${later}"]`).first().waitFor();
  await page.getByText(loose('The yard of Holm Gate is locked.')).first().waitFor();
  await desk.sound(page, 'trace of a place');
  // Of one finding the others of the visit are no part.
  await desk.go(page, `visits/${visit}/findings/${finding}/trace`);
  await page.getByText(loose('Fourteen persons slept on the floor of Holm Gate.')).first().waitFor();
  expect(await page.getByText(loose('The yard of Holm Gate is locked.')).count()).toBe(0);
  await press(page.getByRole('link', { name: 'The whole visit' }));
  await page.getByText(loose('The yard of Holm Gate is locked.')).first().waitFor();
  // A standard is looked up among the findings of all visits.
  await desk.call('finding_weigh', { visit, finding, was: { review: 'draft' }, facts: { review: 'draft', standards: ['MR 21'] } } as never);
  await desk.go(page, `recommendations/${recommendation}/trace`);
  await press(first(page, 'Standard'));
  const list = page.getByRole('list', { name: 'Findings' });
  await list.getByText(loose('Fourteen persons slept on the floor of Holm Gate.')).waitFor();
  expect(await list.getByText(loose('The yard of Holm Gate is locked.')).count()).toBe(0);
  await desk.sound(page, 'findings on a standard');
  // What was found on another visit to the place is two steps away.
  await found(later, 'The kitchen of Holm Gate is closed.');
  await desk.go(page, `visits/${visit}/findings/${finding}`);
  await press(page.getByRole('link', { name: 'Trace', exact: true }));
  await press(page.locator('details').getByRole('link', { name: 'The kitchen of Holm Gate is closed.' }).first());
  await expect.poll(() => hash(page)).toContain(`visits/${later}/findings/`);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('one recommendation answers findings of several visits, picked from either side', async () => {
  const { later, recommendation } = await chain('Cold Fell');
  const again = await found(later, 'Eleven persons slept on the floor of Cold Fell.');
  const { id: elsewhere } = await desk.call('place_add', { ...NO_PLACE, name: 'Moss End' });
  const other = await visitTo(elsewhere, '2026-05-04');
  const far = await found(other, 'Nobody in Moss End reads the complaints.');
  const answered = async () => (await desk.call('recommendation_get', { recommendation })).findings.map((one) => one.finding);
  const { page, complaints } = await desk.page(SIZES.phone);
  const dialog = page.locator('dialog[open]');
  const adds = (): Promise<void> => press(page.getByRole('button', { name: 'Add a finding', exact: true }));

  await desk.go(page, `recommendations/${recommendation}`);
  await adds();
  const near = dialog.getByRole('region', { name: 'Of the same place' }).getByRole('button', { name: /^Eleven persons/ });
  await near.waitFor();
  expect(await dialog.getByRole('button', { name: /Moss End/ }).count()).toBe(0);
  await desk.sound(page, 'findings to answer');
  await press(near);
  await expect.poll(answered).toContain(again);
  await dialog.waitFor({ state: 'detached' });
  await adds();
  await dialog.getByLabel('Search').fill('moss complaints');
  await press(dialog.getByRole('region', { name: 'Of all visits' }).getByRole('button', { name: /^Nobody in Moss End/ }));
  await expect.poll(answered).toContain(far);
  await dialog.waitFor({ state: 'detached' });
  await press(page.getByRole('button', { name: 'Undo' }));
  await expect.poll(answered).not.toContain(far);

  const { row } = await desk.call('recommendation_get', { recommendation });
  await desk.go(page, `visits/${other}/findings/${far}`);
  await page.getByText('No recommendation answers it yet.').waitFor();
  await press(page.getByRole('button', { name: 'Add to an existing recommendation' }));
  await dialog.getByLabel('Search').fill(row.reference);
  await press(dialog.getByRole('region', { name: 'Of all visits' }).getByRole('button'));
  await expect.poll(answered).toContain(far);
  const answering = page.getByRole('region', { name: 'Recommendations that answer it' });
  await desk.sound(page, 'finding with what answers it');
  await press(answering.getByRole('link'));
  await page.getByRole('heading', { name: /^Recommendation 2/ }).waitFor();
  await page.getByText(loose('Nobody in Moss End reads the complaints.')).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('on its own screen a finding leads to what it stands on, is put under another theme, and lets go of evidence', async () => {
  const { visit, finding } = await chain('Sand Ness');
  const view = async () => (await desk.call('finding_get', { visit, finding })).row;
  const { page, complaints } = await desk.page(SIZES.desktop);
  const dialog = page.locator('dialog[open]');
  await desk.go(page, `visits/${visit}/findings/${finding}`);
  await press(page.locator(`a[href="#/visits/${visit}/capture/general/prison/own_bed"]`));
  await page.getByRole('link', { name: 'Trace', exact: true }).waitFor();
  await page.goBack();

  await press(page.getByRole('button', { name: 'Edit', exact: true }).first());
  await dialog.getByLabel('Theme').selectOption('daily_life');
  await dialog.getByLabel('Good practice').check();
  await press(dialog.getByRole('button', { name: 'Save' }));
  await expect.poll(view).toMatchObject({ theme: 'daily_life', good_practice: true });
  // Nothing is asked of an authority about what it does well.
  await page.getByRole('link', { name: 'Recommend', exact: true }).waitFor({ state: 'detached' });

  await press(page.getByRole('button', { name: /^Unlink this evidence/ }));
  await expect.poll(async () => (await view()).evidence.length).toBe(0);
  await press(page.getByRole('button', { name: 'Undo' }));
  await expect.poll(async () => (await view()).evidence.length).toBe(1);
  await press(page.getByRole('button', { name: 'Withdraw', exact: true }));
  await expect.poll(async () => (await view()).status).toBe('withdrawn');
  await press(page.getByRole('button', { name: 'Take up again' }));
  await expect.poll(async () => (await view()).status).toBe('draft');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('an interview is marked as leaning on another, and the finding says why it is not triangulated', async () => {
  const { id: place } = await desk.call('place_add', { ...NO_PLACE, name: 'Reed Mere' });
  const visit = await visitTo(place, '2026-03-02');
  const finding = await found(visit, 'Persons wait three weeks for a doctor.');
  const talk = async (): Promise<string> =>
    (await desk.call('interview_start', { visit, pseudonym: null, consents: { talk: 'given', notes: 'given' }, explained: '', interviewee: 'individual', language: 'en', whole_team: true } as never)).id;
  const [one, other] = [await talk(), await talk()];
  const said = { interview: other, text: 'They told him so', theme: 'health', verbatim: false, first_hand: false, allegation: false, degree: null };
  await desk.call('statement_add', said as never);
  await desk.call('evidence_add', { visit, finding, kind: 'interview', target: one });
  const view = async () => (await desk.call('finding_get', { visit, finding })).row;
  const { page, complaints } = await desk.page(SIZES.phone);
  const dialog = page.locator('dialog[open]');

  await desk.go(page, `visits/${visit}/findings/${finding}`);
  await press(page.getByRole('button', { name: 'Link evidence' }));
  // It is proposed, and up to whoever links it.
  await expect.poll(() => dialog.getByLabel(/^Link interviews that are hearsay/).isChecked()).toBe(true);
  await desk.sound(page, 'hearsay to link');
  await press(dialog.getByRole('button', { name: /Hearsay throughout/ }));
  await expect.poll(view).toMatchObject({ interviews: 2, independent: 1, triangulated: false });
  await page.getByText(loose('2 interviews, 1 independent')).waitFor();
  await desk.sound(page, 'finding on interviews that lean on each other');

  const marked = page.getByRole('combobox', { name: /^Relation to the other interviews/ });
  const hearsay = (await marked.nth(0).inputValue()) === 'second_hand' ? 0 : 1;
  await marked.nth(hearsay).selectOption({ label: 'Stands on its own' });
  await expect.poll(view).toMatchObject({ independent: 2, triangulated: true });
  await page.getByText(loose('Triangulated: 2 independent interviews')).waitFor();
  await desk.call('finding_set', { visit, finding, statement: null, status: 'established' });
  await marked.nth(hearsay).selectOption({ label: 'Same person as another' });
  await expect.poll(view).toMatchObject({ triangulated: false, status: 'established' });
  await press(page.getByRole('button', { name: 'Write why' }));
  await dialog.getByRole('textbox').fill('Nobody else was there.');
  await press(dialog.getByRole('button', { name: 'Save' }));
  await expect.poll(async () => (await view()).weight.one_source_reason).toBe('Nobody else was there.');
  await page.getByRole('button', { name: 'Write why' }).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await page.context().close();
});
