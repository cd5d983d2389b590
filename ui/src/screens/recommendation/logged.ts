import { t, words } from '../../i18n/words.svelte';
import { call } from '../../ipc/call';
import type { CheckFacts, LetterFacts, MessageFacts, ReplyFacts, ThreadEntry } from '../../ipc/generated';

/** What can be logged in a dialogue. */
export type Kind = 'letter' | 'reply' | 'message' | 'check';
export type Logged =
  | { kind: 'letter'; facts: LetterFacts }
  | { kind: 'reply'; facts: ReplyFacts }
  | { kind: 'message'; facts: MessageFacts }
  | { kind: 'check'; facts: CheckFacts };

/** The noun of the fields of each kind in the record, by which they have names. */
const NOUNS: Record<Kind, string> = { letter: 'letter', reply: 'answered', message: 'message', check: 'verification' };
/** The message prefix of what a field holds as a code. */
const CODES: Record<string, string> = { grade: 'grade', way: 'way', result: 'check', source: 'source', refuses: 'said', dropped: 'said' };

/** An empty one of a kind, of a day. */
export function blank(kind: Kind, on: string): Logged {
  switch (kind) {
    case 'letter':
      return { kind, facts: { on, reference: '', addressee: null, dropped: false } };
    case 'reply':
      return { kind, facts: { on, reference: '', words: '', grade: null, refuses: false, dropped: false } };
    case 'message':
      return { kind, facts: { on, way: 'meeting', words: '', dropped: false } };
    default:
      return { kind, facts: { on, result: 'partly', source: 'document', words: '', dropped: false } };
  }
}

/** What an entry of the thread holds, for its form; nothing for what is logged elsewhere. */
export function logged(entry: ThreadEntry): Logged | null {
  if (entry.entry === 'letter') return { kind: 'letter', facts: entry.facts };
  if (entry.entry === 'reply') return { kind: 'reply', facts: entry.facts };
  if (entry.entry === 'message') return { kind: 'message', facts: entry.facts };
  return entry.entry === 'check' ? { kind: 'check', facts: entry.facts } : null;
}

/** What a field of one is called. */
export const fieldName = (kind: Kind, field: string): string => t(`field-${NOUNS[kind]}-${field}`);

/** What a field says, in words; of an authority, only that it is another one. */
export function fieldSays(field: string, value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
  const prefix = CODES[field];
  if (prefix) return words.code(prefix, text);
  if (field === 'on') return words.day(text);
  return field === 'addressee' ? t('changed') : text;
}

/** Keeps it: a new one, or one that is corrected, against what was shown. */
export async function keep(recommendation: string, made: Logged, of?: { id: string; was: Logged }): Promise<string> {
  if (made.kind === 'letter') {
    const was = of?.was.kind === 'letter' ? of.was.facts : null;
    const { facts } = made;
    const { on, addressee, reference } = facts;
    return (of && was ? await call('letter_set', { recommendation, letter: of.id, was, facts }) : await call('recommendation_send', { recommendation, on, addressee, reference, reply_by: null })).saved_at;
  }
  if (made.kind === 'reply') {
    const was = of?.was.kind === 'reply' ? of.was.facts : null;
    const { facts } = made;
    return (of && was ? await call('reply_set', { recommendation, reply: of.id, was, facts }) : await call('reply_add', { recommendation, facts })).saved_at;
  }
  if (made.kind === 'message') {
    const was = of?.was.kind === 'message' ? of.was.facts : null;
    const { facts } = made;
    return (of && was ? await call('message_set', { recommendation, message: of.id, was, facts }) : await call('message_add', { recommendation, facts })).saved_at;
  }
  const was = of?.was.kind === 'check' ? of.was.facts : null;
  const { facts } = made;
  return (of && was ? await call('verification_set', { recommendation, verification: of.id, was, facts }) : await call('verification_add', { recommendation, facts })).saved_at;
}
