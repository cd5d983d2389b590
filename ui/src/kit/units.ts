import { call } from '../ipc/call';
import { app } from '../state/app.svelte';
import { once } from '../state/once';

/** Makes a unit of the register an area of a visit, and says which it became. Returns whether it went well. */
export function unitAsArea(visit: string, unit: string, made: (area: string) => void): Promise<boolean> {
  return once(`area/${visit}/unit/${unit}`, async () => {
    const added = await call('area_add', { visit, name: '', unit });
    app.keep(added.saved_at);
    made(added.id);
  });
}
