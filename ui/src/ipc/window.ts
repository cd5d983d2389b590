import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Changed } from './generated';

/** A file that a person chose: where it is for commands, and what to call it. */
export interface Chosen {
  path: string;
  name: string;
}

/** The platform's own chooser; null when nothing was chosen. */
export function chooseFile(args: { save: boolean; name: string | null }): Promise<Chosen | null> {
  return invoke<Chosen | null>('file_choose', { args });
}

/** Hears an event of the shell; null where there is no shell to hear, as in a plain browser. */
async function hear<T>(event: string, heard: (said: T) => void): Promise<(() => void) | null> {
  try {
    return await listen<T>(event, ({ payload }) => heard(payload));
  } catch {
    return null;
  }
}

/** The vault has locked itself. */
export const onLocked = (heard: () => void): Promise<(() => void) | null> => hear('locked', heard);

/** A file was dropped on the window: its path. */
export const onDropped = (heard: (path: string) => void): Promise<(() => void) | null> => hear('file-dropped', heard);

/** Something came in that nobody here asked for: look again. */
export const onChanged = (heard: (changed: Changed) => void): Promise<(() => void) | null> => hear('changed', heard);
