import { invoke } from '@tauri-apps/api/core';
import type { ApiError, Commands } from './generated';

/** A refused command: one of the closed set of codes. */
export class Refused extends Error {
  constructor(readonly error: ApiError) {
    super(error.code);
  }
}

function isApiError(value: unknown): value is ApiError {
  return typeof value === 'object' && value !== null && 'code' in value;
}

type Listener = (error: ApiError) => void;
const listeners = new Set<Listener>();

/** Hears of every refusal, whoever asked. */
export function onRefused(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Run one command of the table. */
export async function call<Name extends keyof Commands>(
  name: Name,
  args: Commands[Name]['args'],
): Promise<Commands[Name]['result']> {
  try {
    return await invoke<Commands[Name]['result']>(name, { args });
  } catch (thrown) {
    const error: ApiError = isApiError(thrown)
      ? thrown
      : { code: 'bad_arguments', field: name, retry_after_s: null };
    for (const listener of listeners) listener(error);
    throw new Refused(error);
  }
}
