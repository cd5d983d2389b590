import { join } from 'node:path';
import { Desk, PASSPHRASE } from './desk';

/** Somebody at a device of their own, whose vault was just made. */
export async function atDevice(more: Parameters<typeof Desk.open>[0] = {}): Promise<Desk> {
  const desk = await Desk.open(more);
  await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  return desk;
}

/** They found a team, and lead it. */
export async function found(desk: Desk, member = 'Amina'): Promise<void> {
  await desk.call('team_found', { body: 'Commission', team: 'North', member });
}

/** A lead lets somebody else's device in, as an inspector, after the words were compared. */
export async function admit(lead: Desk, newcomer: Desk, member: string): Promise<void> {
  const asked = await newcomer.call('team_request', { member, path: null });
  const request = { text: asked.text, path: null };
  const { confirm } = await lead.call('team_inspect', request);
  const path = join(lead.folder, `${member}.visita-admission`);
  await lead.call('team_admit', { request, words: asked.words, role: 'inspector', further_device_of: null, path });
  await newcomer.call('team_join', { path, words: confirm ?? '' });
}

/** A lead, Amina, and an inspector, Boris, of one team, each at a device. */
export async function twoMembers(): Promise<[Desk, Desk]> {
  const [amina, boris] = await Promise.all([atDevice(), atDevice()]);
  await found(amina);
  await admit(amina, boris, 'Boris');
  return [amina, boris];
}

/** From now on the two exchange, live, what each of them writes. */
export async function meet(a: Desk, b: Desk): Promise<void> {
  for (const desk of [a, b]) await desk.call('nearby_set', { on: true, minutes: 30 });
  const { address } = await a.call('nearby_get', {});
  await b.call('nearby_dial', { address: address ?? '' });
}
