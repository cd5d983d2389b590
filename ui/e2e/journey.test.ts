import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_FACTS as NO_PLACE } from '../src/kit/no-place';
import { Desk, PASSPHRASE, SIZES } from './desk';

/** The key that presses what has the focus, once it can be pressed. */
async function press(button: Locator): Promise<void> {
  await expect.poll(() => button.isEnabled()).toBe(true);
  await button.press('Enter');
}

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

it('a newcomer makes a vault, plans a visit, answers with the keyboard, writes a note, and loses nothing to a crash', async () => {
  const { page, complaints } = await desk.page(SIZES.desktop);
  await desk.go(page, '');
  for (let card = 0; card < 3; card += 1) await press(page.getByRole('button', { name: 'Next' }));
  await page.getByLabel('Passphrase', { exact: true }).fill('password1');
  expect(await page.getByRole('button', { name: 'Make the vault' }).isDisabled()).toBe(true);
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('The same passphrase again').fill(PASSPHRASE);
  await press(page.getByRole('button', { name: 'Make the vault' }));
  await page.getByRole('heading', { name: 'Write these words down' }).waitFor();
  const words = (await page.locator('ol li').allInnerTexts()).map((text) => text.replace(/^\d+\s*/, '').trim());
  expect(words).toHaveLength(24);
  // Whoever looks for a pen, or for where to keep them, finds them again: they are told once.
  await desk.sight(page, 'hidden');
  expect(await page.locator('body').innerText()).toBe('');
  await desk.sight(page, 'visible');
  expect((await page.locator('ol li').allInnerTexts()).map((text) => text.replace(/^\d+\s*/, '').trim())).toEqual(words);
  await press(page.getByRole('button', { name: 'I have written them down' }));
  const asked = await page.locator('form label').allInnerTexts();
  for (const label of asked) {
    const position = Number(label.replace(/\D+/g, ''));
    await page.getByLabel(label, { exact: true }).fill(words[position - 1] ?? '');
  }
  await press(page.getByRole('button', { name: 'Next' }));
  await press(page.getByRole('button', { name: 'Found or join a team' }));
  await page.getByLabel('Monitoring body').fill('Commission');
  await page.getByLabel('Name of the team').fill('North');
  await page.getByLabel("Your name on the team's list").first().fill('Lead');
  await press(page.getByRole('button', { name: 'Found a team' }));
  await page.getByText('This device').waitFor();

  await desk.go(page, 'places');
  await press(page.getByRole('button', { name: 'Add a place' }).first());
  await page.getByLabel('Name', { exact: true }).fill('Tarn Hill');
  await press(page.getByRole('button', { name: 'Save' }));
  await page.getByRole('heading', { name: 'Tarn Hill' }).waitFor();
  await press(page.getByRole('button', { name: 'Plan a visit' }).first());
  await page.getByLabel(/^Prison/).waitFor();
  await press(page.locator('dialog').getByRole('button', { name: 'Plan a visit' }));
  await press(page.getByRole('button', { name: /Move to:.*On site/ }));
  await page.getByRole('button', { name: /Move to:.*Debrief/ }).waitFor();

  // Tap by tap: the screen is on the next question without an answer; a key answers and moves on.
  await press(page.getByRole('link', { name: 'Record on site' }));
  await page.getByText('Do staff speak to prisoners with respect?').waitFor();
  await page.keyboard.press('2');
  await page.getByText('Answer saved.').waitFor();
  await page.getByText('Did anyone describe ill-treatment').waitFor();
  await press(page.getByRole('button', { name: 'Undo' }));
  await page.getByText('Do staff speak to prisoners with respect?').waitFor();
  expect(await page.getByRole('button', { name: /^No/, pressed: true }).count()).toBe(0);
  await page.keyboard.press('1');
  await page.getByText('Did anyone describe ill-treatment').waitFor();

  await press(page.getByRole('link', { name: 'Done' }));
  await press(page.getByRole('link', { name: 'Start an interview' }));
  expect(await page.getByRole('button', { name: 'Begin the interview' }).isDisabled()).toBe(true);
  for (const legend of ['Talk with us', 'Take notes']) {
    await page.getByRole('group', { name: legend }).getByLabel('Yes').check();
  }
  await press(page.getByRole('button', { name: 'Begin the interview' }));
  const note = page.getByRole('textbox', { name: 'Note' });
  const kept = page.waitForResponse((answer) => answer.request().postData()?.includes('no mattr') ?? false);
  await note.pressSequentially('Nine days alone, no mattr');
  await kept;
  // The page is gone mid-word: what was typed is a draft, durable at each keystroke.
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await expect.poll(() => page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Nine days alone, no mattr');
  await page.getByRole('textbox', { name: 'Note' }).press('End');
  await page.getByRole('textbox', { name: 'Note' }).pressSequentially('ess.');
  await page.getByRole('heading', { name: 'Consent' }).click();
  await page.getByText(/Saved on this device/).first().waitFor();

  await page.keyboard.press('Control+l');
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  expect(await page.locator('body').innerText()).not.toContain('Tarn Hill');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await press(page.getByRole('button', { name: 'Open' }));
  await expect.poll(() => page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Nine days alone, no mattress.');

  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Consent' }).click();
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByLabel('Words, names, a screen or something to do').fill('mattress');
  await page.locator('dialog').getByText('Interview', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

it('the lead decides a disagreement with one key, takes it back, and the report names what is open', async () => {
  const other = await Desk.open();
  try {
    await other.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
    await other.call('sample_load', { years: 0 });
    const { page } = await other.page(SIZES.desktop);
    const open = async (): Promise<number> => (await other.call('conflict_list', { visit: null })).open.length;
    await other.go(page, 'merge');
    expect(await open()).toBe(3);
    await page.keyboard.press('1');
    await expect.poll(open).toBe(2);
    await page.getByText('Decided: one version taken.').waitFor();
    await page.keyboard.press('u');
    await expect.poll(open).toBe(3);
    await page.getByText('Put off').first().waitFor();
    await page.keyboard.press('b');
    await expect.poll(open).toBe(2);
    const visit = (await other.call('visit_list', {})).rows.find((row) => row.phase === 'on_site')?.id ?? '';
    await other.go(page, `visits/${visit}/report`);
    await page.getByText(/2\W+open disagreements are named/).waitFor();
    await page.getByLabel('The public').check();
    await page.getByText(/withheld/).first().waitFor();
    expect(await page.getByLabel('Preview of the report').innerText()).not.toContain('Twenty days in the punishment block');
  } finally {
    await other.close();
  }
});

it('two leads who typed in one note read the passage, and see what is in quarantine', async () => {
  const desks = await Promise.all([Desk.open(), Desk.open(), Desk.open(), Desk.open()]);
  const [lead, second, chen, dunja] = desks as [Desk, Desk, Desk, Desk];
  const file = (name: string): string => join(lead.folder, name);
  const admit = async (by: Desk, newcomer: Desk, member: string, role: string): Promise<void> => {
    const asked = await newcomer.call('team_request', { member, path: null });
    const request = { text: asked.text, path: null };
    const seen = await by.call('team_inspect', request);
    const path = file(`${member}.admission`);
    await by.call('team_admit', { request, words: asked.words, role, further_device_of: null, path });
    await newcomer.call('team_join', { path, words: seen.confirm ?? '' });
  };
  const carry = async (from: Desk, to: Desk, name: string): Promise<void> => {
    await from.call('bundle_export', { path: file(name), devices: [], first: false });
    await to.call('bundle_import', { path: file(name) });
  };
  try {
    for (const desk of desks) await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
    await lead.call('team_found', { body: 'Commission', team: 'North', member: 'Amina' });
    await admit(lead, second, 'Boris', 'lead');
    const place = await lead.call('place_add', { ...NO_PLACE, name: 'Velm' });
    const visit = await lead.call('visit_create', {
      place: place.id, visit_kind: 'in_depth', announced: false, starts_on: '2026-03-02', ends_on: null, objectives: '', checklists: ['prison'],
    });
    const interview = await lead.call('interview_start', {
      visit: visit.id, pseudonym: 'Blue-17', consents: { talk: 'given', notes: 'given' }, explained: '', interviewee: 'individual', language: 'en',
    });
    const note = (desk: Desk, text: string): Promise<unknown> => desk.call('interview_note', { interview: interview.id, text });
    await note(lead, 'Held alone.');
    await carry(lead, second, 'first');
    await note(lead, 'Held alone. For nine days.');
    await note(second, 'Held alone. No mattress.');
    await carry(second, lead, 'back');

    const { page } = await lead.page(SIZES.desktop);
    await lead.go(page, `visits/${visit.id}/merge`);
    await page.getByRole('heading', { name: 'Typed at the same time: read this passage' }).waitFor();
    await page.getByRole('group', { name: 'Result' }).getByText('nine days').waitFor();
    expect(await page.getByRole('button', { name: 'Take this' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Read: it stands' }).click();
    await page.getByText('Read. The passage stands as it is.').waitFor();
    const open = async (): Promise<number> => (await lead.call('conflict_list', { visit: null })).open.length;
    expect(await open()).toBe(0);
    await page.keyboard.press('u');
    await expect.poll(open).toBe(1);
    await page.getByRole('link', { name: 'Change it in the note' }).click();
    await page.getByRole('textbox', { name: 'Note' }).waitFor();

    await admit(lead, chen, 'Chen', 'inspector');
    const asked = await dunja.call('team_request', { member: 'Dunja', path: null });
    const request = { text: asked.text, path: null };
    await second.call('team_admit', { request, words: asked.words, role: 'inspector', further_device_of: null, path: file('fork') });
    await carry(second, lead, 'forked');
    await lead.go(page, 'team');
    await page.getByText('A change of the team by').waitFor();
    await page.getByRole('button', { name: /^Try again what came from \W*Boris/ }).click();
    await page.getByText(/Refused again, and kept/).waitFor();
    await page.getByRole('button', { name: /^Write to a file what came from \W*Boris/ }).click();
    await page.getByLabel('File', { exact: true }).fill(file('expert'));
    await page.getByRole('button', { name: 'Write', exact: true }).click();
    await page.getByText(/Written to/).waitFor();
  } finally {
    await Promise.all(desks.map((desk) => desk.close()));
  }
});
