import { call } from '../../ipc/call';
import type { CheckFacts, MessageFacts, ReplyFacts, ThreadEntry } from '../../ipc/generated';

/** What can be logged in a dialogue. */
export type Kind = 'reply' | 'message' | 'check';
export type Logged = { kind: 'reply'; facts: ReplyFacts } | { kind: 'message'; facts: MessageFacts } | { kind: 'check'; facts: CheckFacts };

/** An empty one of a kind, of a day. */
export function blank(kind: Kind, on: string): Logged {
  switch (kind) {
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
  if (entry.entry === 'reply') return { kind: 'reply', facts: entry.facts };
  if (entry.entry === 'message') return { kind: 'message', facts: entry.facts };
  return entry.entry === 'check' ? { kind: 'check', facts: entry.facts } : null;
}

/** Keeps it: a new one, or one that is corrected, against what was shown. */
export async function keep(recommendation: string, made: Logged, of?: { id: string; was: Logged }): Promise<string> {
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
