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

/** Commands that only ask: each is answered anew, since what it asks about may have moved on meanwhile. */
const ASKS = /_(get|list|find|preview|inspect|build|look|strength|asked|advice|pairs|status|suggest|map)$/;

/** What was told last and is not over yet. */
let underWay: { what: string; answer: Promise<unknown> } | null = null;

/**
 * Run one command of the table. What is told is done in the order in which it was told, whatever a webview makes of requests
 * that are under way at once: a keystroke is never overtaken by the one before it. Told twice before it is answered, it is done
 * once: who presses again means no second record.
 */
export function call<Name extends keyof Commands>(name: Name, args: Commands[Name]['args']): Promise<Commands[Name]['result']> {
  if (ASKS.test(name)) return run(name, args);
  const what = JSON.stringify(args);
  const told = `${name} ${what}`;
  if (underWay?.what === told) return underWay.answer as Promise<Commands[Name]['result']>;
  const now = (): Promise<Commands[Name]['result']> => run(name, JSON.parse(what) as Commands[Name]['args']);
  // What was refused stops nothing that comes after it.
  const answer = underWay ? underWay.answer.then(now, now) : now();
  const over = (): void => {
    if (underWay?.answer === answer) underWay = null;
  };
  underWay = { what: told, answer };
  answer.then(over, over);
  return answer;
}

/** Once all that was told is over, with what follows from it at once: a draft that waited for the one before it. */
export async function settled(): Promise<void> {
  do {
    await underWay?.answer.catch(() => undefined);
    await new Promise((over) => setTimeout(over));
  } while (underWay);
}

async function run<Name extends keyof Commands>(name: Name, args: Commands[Name]['args']): Promise<Commands[Name]['result']> {
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
