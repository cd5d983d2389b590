import { expect, it, vi } from 'vitest';
import type { Conflict, Conflicts, JsonValue, Version } from '../../ipc/generated';

vi.stubGlobal('matchMedia', () => ({ matches: false }));
vi.mock('@tauri-apps/api/core', () => ({ invoke: () => new Promise(() => undefined) }));
const { MergeDesk, isWritable } = await import('./desk.svelte');

const version = (value: JsonValue): Version => ({ slot: 's', by: 'Amina', member: 'a', device: 'd', at: '', source: null, value, text: '' });
const conflict = (kind: string, path: string, more: Partial<Conflict> = {}): Conflict => ({
  doc: `${kind} ${path}`,
  kind,
  path,
  visit: null,
  label: '',
  question: null,
  subject: null,
  now: null,
  takes_words: false,
  severity: 'normal',
  versions: [version('a'), version('b')],
  diffs: [],
  decision: null,
  ...more,
});
const list = (open: Conflict[]): Conflicts => ({ open, decided: [], merged: [], earlier: 0 });

it('heads what is of no visit by its kind, and the rules of the body by the programme', () => {
  const desk = new MergeDesk(undefined, () => undefined);
  desk.list = list([
    conflict('body', 'person/p/gender'),
    conflict('recommendation', 'recommendation/text'),
    conflict('plan', 'plan/state'),
    conflict('body', 'rule/prison'),
    conflict('body', 'place_rule/p/months'),
    conflict('authority', 'authority/name'),
    conflict('interview', 'reprisal/risk'),
    conflict('place', 'unit/u/name'),
    conflict('visit', 'visit/kind', { visit: 'v' }),
  ]);
  const told = desk.groups.map(({ name, conflicts }) => `${name}: ${conflicts.map(({ path }) => path).join(' ')}`);
  expect(told).toEqual([
    'Monitoring body: person/p/gender',
    'Recommendations: recommendation/text',
    'Programme: plan/state rule/prison place_rule/p/months',
    'Authorities: authority/name',
    'Reprisals: reprisal/risk',
    'Places: unit/u/name',
    'Visits: visit/kind',
  ]);
  expect(new Set(desk.groups.map(({ id }) => id)).size).toBe(told.length);
});

it('offers other words where people write in their own, and for answers', () => {
  const words = { takes_words: true };
  expect(isWritable(conflict('recommendation', 'recommendation/text', words))).toBe(true);
  expect(isWritable(conflict('visit', 'answer/general/prison/i', { ...words, versions: [version({ value: { type: 'text', value: 'a' } })] }))).toBe(true);
  for (const path of ['plan/state', 'recommendation/priority', 'recommendation/addressee', 'recommendation/deadline', 'authority/kind']) {
    expect(isWritable(conflict('plan', path)), path).toBe(false);
  }
  expect(isWritable(conflict('interview', 'passage/p', { ...words, now: 'As it reads' }))).toBe(false);
});

it('has no key for other words where none are offered', () => {
  const desk = new MergeDesk(undefined, () => undefined);
  desk.lead = true;
  desk.list = list([conflict('plan', 'plan/state')]);
  expect(desk.pressed('e')).toBe(false);
  expect(desk.mode).toBe('look');
  desk.list = list([conflict('plan', 'plan/reason', { takes_words: true })]);
  expect(desk.pressed('e')).toBe(true);
  expect(desk.mode).toBe('write');
});
