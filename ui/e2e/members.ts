import { join } from 'node:path';
import { Desk, PASSPHRASE } from './desk';

/** A lead, Amina, and an inspector, Boris, of one team, each at a device. */
export async function twoMembers(): Promise<[Desk, Desk]> {
  const [amina, boris] = await Promise.all([Desk.open(), Desk.open()]);
  for (const desk of [amina, boris]) await desk.call('vault_create', { passphrase: PASSPHRASE, repeat: PASSPHRASE });
  await amina.call('team_found', { body: 'Commission', team: 'North', member: 'Amina' });
  const asked = await boris.call('team_request', { member: 'Boris', path: null });
  const request = { text: asked.text, path: null };
  const { confirm } = await amina.call('team_inspect', request);
  const path = join(amina.folder, 'welcome.visita-admission');
  await amina.call('team_admit', { request, words: asked.words, role: 'inspector', further_device_of: null, path });
  await boris.call('team_join', { path, words: confirm ?? '' });
  return [amina, boris];
}

/** From now on the two exchange, live, what each of them writes. */
export async function meet(a: Desk, b: Desk): Promise<void> {
  for (const desk of [a, b]) await desk.call('nearby_set', { on: true, minutes: 30 });
  const { address } = await a.call('nearby_get', {});
  await b.call('nearby_dial', { address: address ?? '' });
}
