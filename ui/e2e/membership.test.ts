import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { Desk, PASSPHRASE, SIZES } from './desk';

/** Somebody at a device: its page, and what their pictures are called. */
interface Person {
  desk: Desk;
  page: Page;
  complaints: string[];
  sound(state: string): Promise<void>;
}

async function person(size: keyof typeof SIZES): Promise<Person> {
  const desk = await Desk.open();
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  const { page, complaints } = await desk.page(SIZES[size], { live: true });
  await desk.go(page, 'team');
  return { desk, page, complaints, sound: (state) => desk.sound(page, `${size}-membership-${state}`) };
}

const card = (page: Page, name: string) => page.locator('form.card, section.card, div.card').filter({ has: page.getByRole('heading', { name, exact: true }) });

/** Asks to join by text, is admitted after the words were compared, and joins. */
async function joins(newcomer: Person, lead: Person, name: string): Promise<void> {
  const joining = card(newcomer.page, 'Join a team');
  await joining.getByLabel("Your name on the team's list").fill(name);
  await joining.getByRole('button', { name: 'Make a request' }).press('Enter');
  const request = await joining.getByLabel('The request as text', { exact: true }).inputValue();
  const words = (await joining.locator('.words').innerText()).trim();
  await newcomer.sound('request');

  await lead.page.getByRole('button', { name: 'Admit a device' }).first().press('Enter');
  const dialog = lead.page.getByRole('dialog');
  await dialog.getByLabel('Or the request as text').fill(request);
  await dialog.getByRole('button', { name: 'Look at the request' }).press('Enter');
  await dialog.getByText(name, { exact: true }).waitFor();
  expect((await dialog.locator('.words').innerText()).trim()).toBe(words);
  const admission = join(lead.desk.folder, `${name}.visita-admission`);
  await dialog.getByRole('textbox', { name: 'Admission file' }).fill(admission);
  const admit = dialog.getByRole('button', { name: 'Admit a device' });
  expect(await admit.isDisabled(), 'nobody is admitted before the words were compared').toBe(true);
  await dialog.getByLabel('The words are the same on both screens').press('Space');
  await lead.sound('compare');
  await admit.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const confirm = (await card(lead.page, 'North').locator('.notice .words').innerText()).trim();

  await joining.getByRole('textbox', { name: 'Admission file' }).fill(admission);
  await joining.getByLabel("Words on the lead's screen").fill(confirm);
  await joining.getByRole('button', { name: 'Join', exact: true }).press('Enter');
  await newcomer.page.getByRole('heading', { name: 'North' }).waitFor();
}

/** Writes a bundle on one screen and takes it in on another; gives what the other screen says of it. */
async function carries(from: Person, to: Person, name: string): Promise<string> {
  const path = join(from.desk.folder, `${name}.visita-bundle`);
  const out = card(from.page, 'Bundle out');
  await out.getByRole('textbox', { name: 'Bundle file' }).fill(path);
  await out.getByRole('button', { name: 'Write the bundle' }).press('Enter');
  await out.getByText(/^Written:/).waitFor();
  return takes(to, path);
}

/** What cannot be written is not said to be, whatever was written before. */
async function cannotWrite(at: Person): Promise<void> {
  const out = card(at.page, 'Bundle out');
  await out.getByRole('textbox', { name: 'Bundle file' }).fill(join(at.desk.folder, 'no-such-folder', 'lost.visita-bundle'));
  await out.getByRole('button', { name: 'Write the bundle' }).press('Enter');
  await at.page.getByRole('alert').first().waitFor();
  expect(await out.getByText(/^Written:/).count()).toBe(0);
}

async function takes(to: Person, path: string): Promise<string> {
  const into = card(to.page, 'Bundle in');
  const file = into.getByRole('textbox', { name: 'Bundle file' });
  const take = into.getByRole('button', { name: 'Take it in' });
  await file.fill(path);
  const look = into.getByRole('button', { name: 'Look inside' });
  await expect.poll(() => look.isEnabled()).toBe(true);
  await look.press('Enter');
  await take.waitFor();
  await file.fill(`${path}.other`);
  await expect.poll(() => take.count(), { message: 'nothing is taken in that was not looked into' }).toBe(0);
  await file.fill(path);
  await take.press('Enter');
  return into.getByText(/^Taken in:/).innerText();
}

const member = (at: Person, name: string) => card(at.page, 'North').getByRole('listitem').filter({ hasText: name });
const seen = async (desk: Desk, visit: string): Promise<string[]> => (await desk.call('visit_get', { visit })).observations.map((row) => row.text).sort();
const sees = (desk: Desk, visit: string, text: string) =>
  desk.call('observation_add', { visit, text, area: null, theme: null, source: 'observed', flag: false });

async function begins(lead: Person): Promise<string> {
  const founding = card(lead.page, 'Found a team');
  await founding.getByLabel('Monitoring body').fill('Commission');
  await founding.getByLabel('Name of the team').fill('North');
  await founding.getByLabel("Your name on the team's list").fill('Amina');
  await founding.getByLabel("Your name on the team's list").press('Enter');
  await lead.page.getByRole('heading', { name: 'North' }).waitFor();
  await lead.sound('founded');
  const place = (await lead.desk.call('place_add', { name: 'Tarn Hill', place_type: 'prison', authority: '', region: '', capacity: null } as never)).id;
  const visit = { place, visit_kind: 'in_depth', announced: false, starts_on: '2026-03-02', ends_on: null, objectives: '', checklists: ['prison'] };
  return (await lead.desk.call('visit_create', visit as never)).id;
}

/** A role is given on the lead's screen and stands on the member's once a bundle told them. */
async function changesRole(lead: Person, other: Person): Promise<void> {
  await lead.page.getByRole('button', { name: 'Role… Boris' }).press('Enter');
  const dialog = lead.page.getByRole('dialog');
  await dialog.getByLabel('Role').selectOption('expert');
  await lead.sound('role');
  await dialog.getByRole('button', { name: 'Role…' }).press('Enter');
  await member(lead, 'Boris').getByText('Expert').waitFor();
  expect(await member(other, 'Boris').getByText('Inspector').count()).toBe(1);
  await carries(lead, other, 'role');
  await member(other, 'Boris').getByText('Expert').waitFor();
}

/** The device is reported lost and removed; the dialog says first what it can read and what will change. */
async function loses(lead: Person): Promise<void> {
  await lead.page.getByRole('button', { name: /^Lost or gone… .* Boris$/ }).press('Enter');
  const dialog = lead.page.getByRole('dialog');
  await dialog.getByText('They can open').waitFor();
  await dialog.getByText('One change of theirs is here, and stays.').waitFor();
  await lead.sound('removal');
  await dialog.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await lead.page.getByText('Removed. Send a bundle to the others').waitFor();
  await member(lead, 'Boris').getByText('No device in the team any more').waitFor();
  expect(await lead.page.getByRole('button', { name: 'Role… Boris' }).count()).toBe(0);
}

/** What came too late waits with its sentence: it is refused again, or taken in by a lead who knows what they do, or left. */
async function judges(lead: Person, visit: string): Promise<void> {
  const held = card(lead.page, 'Quarantine');
  const rows = held.getByRole('listitem');
  await expect.poll(() => rows.count()).toBe(2);
  expect(await rows.getByText('Written after its device was removed from the team').count()).toBe(2);
  expect(await rows.getByText('A change by').count()).toBe(2);
  expect(await rows.first().innerText()).toContain('Boris');
  await lead.sound('quarantine');
  await rows.first().getByRole('button', { name: /^Try again what came from \W*Boris/ }).press('Enter');
  await held.getByText(/Refused again, and kept: \W*Written after its device was removed from the team/).waitFor();
  expect(await seen(lead.desk, visit)).toEqual(['held by all']);
  await rows.first().getByRole('button', { name: /^Take in knowingly what came from \W*Boris/ }).press('Enter');
  await held.getByText('It holds now and has been taken.').waitFor();
  await expect.poll(() => rows.count()).toBe(1);
  expect(await seen(lead.desk, visit)).toHaveLength(2);
  await lead.sound('taken-knowingly');
}

/** A member leaves by their own screen, with a last file that the lead takes in. */
async function leaves(other: Person, lead: Person, visit: string): Promise<void> {
  await sees(other.desk, visit, 'the last words of Chen');
  await other.page.getByRole('button', { name: 'Leave the team…' }).press('Enter');
  const dialog = other.page.getByRole('dialog');
  const path = join(other.desk.folder, 'farewell.visita-bundle');
  await dialog.getByRole('textbox', { name: 'Bundle file' }).fill(path);
  await other.sound('leave');
  await dialog.getByRole('button', { name: 'Leave the team…' }).press('Enter');
  await other.page.getByText('This device has left the team.').waitFor();
  await other.sound('left');
  await expect(sees(other.desk, visit, 'too late')).rejects.toThrow();
  await takes(lead, path);
  await card(lead.page, 'Members and devices').getByText(/Left on/).waitFor();
  expect(await seen(lead.desk, visit)).toContain('the last words of Chen');
  await lead.sound('one-left');
}

describe.each(Object.keys(SIZES) as (keyof typeof SIZES)[])('on a %s screen', (size) => {
  it('a team is founded, joined by text, given roles, rid of a lost device whose late words a lead judges, and left', async () => {
    const [amina, boris, chen] = await Promise.all([person(size), person(size), person(size)]);
    try {
      const visit = await begins(amina);
      await joins(boris, amina, 'Boris');
      await joins(chen, amina, 'Chen');
      await carries(amina, boris, 'all');
      await cannotWrite(amina);
      await changesRole(amina, boris);
      await sees(boris.desk, visit, 'held by all');
      await boris.desk.go(boris.page, 'team');
      await carries(boris, amina, 'known');
      await carries(amina, chen, 'known');

      await sees(boris.desk, visit, 'written in the yard');
      await sees(boris.desk, visit, 'written on the way home');
      await loses(amina);
      // The one who found it, or took it, sends what lay in it.
      await boris.desk.go(boris.page, 'team');
      expect(await carries(boris, amina, 'late')).toContain('items are in quarantine');
      await judges(amina, visit);
      await carries(amina, chen, 'removed');
      await member(chen, 'Boris').getByText('No device in the team any more').waitFor();
      await leaves(chen, amina, visit);

      for (const [language, theme] of [['ar', 'dark'], ['ar', 'light'], ['en', 'dark']] as const) {
        for (const { desk, page, sound } of [amina, chen]) {
          await desk.wear(language, theme);
          await desk.go(page, 'team');
          await sound(`${desk === amina.desk ? 'lead' : 'gone'}-${language}-${theme}`);
        }
      }
      expect([...amina.complaints, ...boris.complaints, ...chen.complaints]).toEqual([]);
    } finally {
      await Promise.all([amina, boris, chen].map(({ desk }) => desk.close()));
    }
  });
});
