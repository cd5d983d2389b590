import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, SIZES } from './desk';
import { meet, twoMembers } from './members';

let amina: Desk;
let boris: Desk;
let visit = '';

/** Two members whose devices exchange, live, what each of them writes. */
beforeAll(async () => {
  [amina, boris] = await twoMembers();
  const place = (await amina.call('place_add', { name: 'Tarn Hill', place_type: 'prison', authority: '', region: '', capacity: null } as never)).id;
  const facts = { place, visit_kind: 'in_depth', announced: false, starts_on: '2026-03-02', ends_on: null, objectives: '', checklists: ['prison'] };
  visit = (await amina.call('visit_create', facts as never)).id;
  await meet(amina, boris);
  await boris.until('visit_get', { visit }, (view) => view.row.id === visit);
});
afterAll(() => Promise.all([amina.close(), boris.close()]));

/** Where the text and the cursor stand: in the field, and on the screen. */
async function place(field: Locator): Promise<unknown> {
  const within = await field.evaluate((node: HTMLTextAreaElement) => ({
    text: node.value,
    from: node.selectionStart,
    to: node.selectionEnd,
    focused: node === document.activeElement,
    scrolled: [node.scrollTop, window.scrollY],
  }));
  // Whatever else is said meanwhile grows over nothing.
  const [box, bar] = await Promise.all([field.boundingBox(), field.page().locator('nav.tabs').boundingBox()]);
  return { ...within, box, bar };
}

/** Types over a field, and stands with the cursor in the middle of it. */
async function types(field: Locator, text: string, at: number): Promise<void> {
  await field.fill(text);
  await field.evaluate((node: HTMLTextAreaElement, to: number) => node.setSelectionRange(to, to), at);
}

async function interview(): Promise<string> {
  const begun = { visit, pseudonym: null, consents: { talk: 'given', notes: 'given' }, explained: 'In person', interviewee: 'individual', language: 'en', whole_team: true };
  const { id } = await amina.call('interview_start', begun as never);
  await boris.until('interview_get', { interview: id }, () => true);
  return id;
}

/** The colleague's word has come, and the page says that something waits. */
async function waits(page: Page): Promise<void> {
  await page.getByText('Something new has come.').waitFor();
}

const setting = async (desk: Desk, interview: string) => (await desk.call('interview_get', { interview })).sections['frame']?.['setting'];

describe.each(Object.entries(SIZES))('on a %s screen', (size, dimensions) => {
  it("a field typed in and not yet left keeps its text and its cursor when a colleague's other word comes, and both are shown then", async () => {
    const id = await interview();
    const { page, complaints } = await amina.page(dimensions, { live: true });
    await amina.go(page, `visits/${visit}/interview/${id}`);
    await page.getByText('About the interview', { exact: true }).click();
    const field = page.getByRole('textbox', { name: 'Setting' });
    await types(field, 'A cell with the door open', 'A cell '.length);
    const before = await place(field);
    await boris.call('interview_set', { interview: id, section: 'frame', field: 'setting', value: 'The yard', was: null });
    await amina.until('interview_get', { interview: id }, (view) => view.sections['frame']?.['setting'] === 'The yard');
    await waits(page);
    expect(await place(field)).toEqual(before);
    await page.keyboard.type('small ');
    expect(await field.inputValue()).toBe('A cell small with the door open');
    await amina.sound(page, `${size}-conflict-waits`);

    await field.blur();
    await page.getByText('A colleague wrote here meanwhile:').waitFor();
    await amina.sound(page, `${size}-conflict-field`);
    expect(await setting(amina, id)).toBe('The yard');
    await page.getByRole('button', { name: 'Keep mine' }).press('Enter');
    await boris.until('interview_get', { interview: id }, (view) => view.sections['frame']?.['setting'] === 'A cell small with the door open');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('a note typed in at the place where a colleague types too keeps its text and its cursor; no word of either is lost', async () => {
    const id = await interview();
    const { page, complaints } = await amina.page(dimensions, { live: true });
    await amina.go(page, `visits/${visit}/interview/${id}`);
    const note = page.locator('#note-text');
    await note.fill('He was held for nine days.');
    await note.blur();
    await boris.until('interview_get', { interview: id }, (view) => view.note === 'He was held for nine days.');
    await note.focus();
    await types(note, 'He was held alone for nine days.', 'He was held'.length);
    const before = await place(note);
    const { note_base } = await boris.call('interview_get', { interview: id });
    await boris.call('interview_note', { interview: id, text: 'He was held in the dark for nine days.', base: note_base });
    await amina.until('interview_get', { interview: id }, (view) => view.note.includes('in the dark'));
    await waits(page);
    expect(await place(note)).toEqual(before);
    await page.keyboard.type(' and');
    expect(await note.inputValue()).toBe('He was held and alone for nine days.');
    await note.blur();
    await expect.poll(() => note.inputValue(), { timeout: 30_000 }).toMatch(/in the dark/);
    expect(await note.inputValue()).toMatch(/and alone/);
    await boris.until('interview_get', { interview: id }, (view) => /in the dark/.test(view.note) && /and alone/.test(view.note));
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it('a reason typed on the merge desk keeps its text and its cursor when the disagreement gets another version', async () => {
  const view = await amina.call('visit_get', { visit });
  const area = view.areas[0]?.id ?? '';
  const list = await amina.call('checklist_get', { checklist: 'prison' });
  const item = list.sections.flatMap((section) => section.items).find((one) => one.item_type === 'yes_no_partly')?.id ?? '';
  const says = (desk: Desk, value: string) =>
    desk.call('answer_set', { visit, area, checklist: 'prison', item, value: { type: 'yes_no_partly', value }, note: '', source: 'observed', flag: false } as never);
  await says(amina, 'yes');
  await says(boris, 'no');
  await amina.until('conflict_list', { visit } as never, (list) => JSON.stringify(list).includes('"no"'));
  const { page, complaints } = await amina.page(SIZES.desktop, { live: true });
  await amina.go(page, `visits/${visit}/merge`);
  const why = page.getByLabel('Why (kept with the decision)');
  await types(why, 'Seen by both of us', 'Seen by'.length);
  const before = await place(why);
  await says(boris, 'partly');
  await amina.until('conflict_list', { visit } as never, (list) => JSON.stringify(list).includes('"partly"'));
  await waits(page);
  expect(await place(why)).toEqual(before);
  await page.keyboard.type(' again');
  expect(await why.inputValue()).toBe('Seen by again both of us');
  await why.blur();
  await page.getByText('Partly').first().waitFor();
  expect(await why.inputValue()).toBe('Seen by again both of us');
  expect(complaints).toEqual([]);
  await page.context().close();
});
