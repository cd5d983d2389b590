import { expect, it } from 'vitest';
import { words } from '../../i18n/words.svelte';
import type { JsonValue } from '../../ipc/generated';
import { fieldName, inWords, said, subjectOf } from './wording';

const DAY = '2026-03-02';
const value = (path: string, stored: JsonValue, text = String(stored)): string => said(path, stored, text).value;

it('tells codes in the words of the screens that they are chosen on', () => {
  const given = { state: 'given', at: '2026-03-02T10:00:00Z', explained: '', guardian: null };
  expect(value('consent/photo', given, 'given')).toBe('Given');
  expect(value('associate/a/role', 'interpreter')).toBe('Interpreter');
  expect(value('associate/a/skills', ['law', 'social_work'])).toBe('Law, Social work');
  expect(value('associate/a/gender', 'woman')).toBe('Woman');
  expect(value('body/weekend', ['friday', 'saturday'])).toBe('Friday, Saturday');
  expect(value('frame/interviewee', 'group')).toBe('A group');
  expect(value('frame/selection', 'named_by_management')).toBe('Named by the management');
  expect(value('situation/age_band', 'under_18')).toBe('Under 18');
  expect(value('situation/legal_status', 'remand')).toBe('On remand');
  expect(value('situation/gender', 'An older note')).toBe('An older note');
  expect(value('observation/o/source', 'observed')).toBe('Observed');
  expect(value('review/observation/o', 'agreed')).toBe('Agreed by the team');
  expect(value('observation/o/theme', 'daily_life')).toBe('Clothing, food, exercise');
});

it('tells two marks on one link apart, in words and not in the members of what is stored', () => {
  const path = 'finding/f/evidence/interview-i';
  const link = { kind: 'interview', target: 'i', source: 'interview' };
  expect(value(path, link)).toBe('Interview · Stands on its own');
  expect(value(path, { ...link, depends: 'heard_from_other' })).toBe('Interview · Repeats another');
  expect(value(path, { ...link, depends: 'by_telephone' })).toBe('Interview · Marked by a newer version');
  expect(value('finding/f/evidence/sample-s', { kind: 'sample', target: 's', source: 'register', against: true })).toBe('Register · Says the opposite');
  expect(inWords(path, link)).toBe(false);
});

it('shows a code of a newer version as it is, and words that stand in place of a code', () => {
  expect(value('plan/state', 'dreamt_of')).toBe('dreamt_of');
  expect(value('situation/vulnerabilities', ['minor', 'Afraid of the dark'])).toBe('Under eighteen, Afraid of the dark');
});

it('says yes or no wherever something is so or not', () => {
  for (const path of ['packing/p/packed', 'protection/minor', 'attachment/a/withdrawn', 'associate/a/dropped', 'statement/s/withdrawn', 'task/t/dropped', 'basis/v-f', 'apart/p', 'observation/o/flag', 'checklist/prison']) {
    expect(value(path, true), path).toBe('Yes');
    expect(value(path, false), path).toBe('No');
    expect(inWords(path, true), path).toBe(false);
  }
});

it('writes days as the reader does, and leaves alone a day that is somebody’s words', () => {
  for (const path of ['recommendation/deadline', 'recommendation/reply_by', 'letter/l/on', 'answered/a/on', 'message/m/on', 'verification/v/on', 'count/c/on', 'place/opened_on', 'place/closed_on', 'body/postponed_until', 'person/p/away_from', 'associate/a/away_until', 'visit/starts_on', 'ending/check_on', 'task/t/due', 'publication/from', 'finding/f/told_on']) {
    expect(value(path, DAY), path).toBe(words.day(DAY));
    expect(inWords(path, DAY), path).toBe(false);
  }
  expect(value('plan/window', { from: DAY, to: '2026-03-04' })).toBe(`${words.day(DAY)} – ${words.day('2026-03-04')}`);
  expect(value('person/p/also_away', [`${DAY}/..`])).toBe(`${words.day(DAY)} – …`);
  expect(value('access/a/asked_at', '2026-03-02T10:00:00Z')).toBe(words.moment('2026-03-02T10:00:00Z'));
  expect(value('answer/general/prison/i', { value: { type: 'date', value: DAY }, note: '' }, DAY)).toBe(words.day(DAY));
  for (const path of ['recommendation/text', 'answered/a/reference', 'observation/o/text']) {
    expect(value(path, DAY), path).toBe(DAY);
    expect(inWords(path, DAY), path).toBe(true);
  }
});

it('tells of a withdrawal what the edit beside it says', () => {
  const edit = { field: 'on', value: DAY };
  expect(value('withdrawal/letter/l', edit, DAY)).toBe(words.day(DAY));
});

it('calls a count by its day, and nothing else', () => {
  expect(subjectOf({ path: 'count/c/held', subject: `${DAY} · Tarn Hill` })).toBe(`${words.day(DAY)} · Tarn Hill`);
  expect(subjectOf({ path: 'recommendation/text', subject: DAY })).toBe(DAY);
  expect(subjectOf({ path: 'visit/kind', subject: null })).toBe('');
});

it('has names for what merges by itself', () => {
  const named = (label: string): string => fieldName({ label, path: label, question: null });
  for (const label of ['field-agreed-words', 'field-remark', 'field-pool-named', 'field-apart', 'field-draw-place_types', 'field-draw-seed_given', 'field-draw-digest']) {
    expect(named(label), label).not.toMatch(/^Field/);
    expect(words.has(label.replaceAll('_', '-')), label).toBe(true);
  }
});

it('tells of a seat its role and its areas, and of a link what is linked', () => {
  const seat = { role: 'expert', areas: ['general', 'w'], clinician: false };
  expect(value('team/m', seat, 'Wing B')).toBe('Expert · Whole place · Wing B');
  expect(value('team/m', { ...seat, areas: [], dropped: true }, '')).toBe('Expert · No longer in the delegation');
  expect(value('area/w', { name: 'Wing B', dropped: true }, 'Wing B')).toBe('Wing B · No longer part of the visit');
  expect(value('observation/o/area', 'general', 'general')).toBe('Whole place');
  expect(value('observation/o/area', '0190', 'Wing B')).toBe('Wing B');
  const linked = { kind: 'interview', target: 'i', at: '', source: 'interview', title: '', question: null, area: null, says: null, small_group: false, withdrawn: false, against: false, depends: null, hearsay: false };
  const stored = { kind: 'interview', target: 'i', source: 'interview' };
  expect(said('finding/f/evidence/interview-i', stored, 'interview', linked).value).toBe('Interview · Stands on its own');
  const seen = { ...linked, kind: 'observation', title: 'Forty beds', against: true };
  expect(said('finding/f/evidence/observation-o', stored, '', seen).value).toBe('Observation · Forty beds · Says the opposite');
  expect(value('finding/f/evidence/observation-o', null, '')).toBe('Unlinked.');
  expect(inWords('team/m', seat) || inWords('finding/f/evidence/e', stored) || inWords('area/w', { name: 'Wing B' })).toBe(false);
});

it('names what a mark or a task is about', () => {
  const mark = (path: string, subject: string | null = null): string => subjectOf({ path, subject });
  expect(mark('covered/area-0190-w', 'Wing B')).toBe('Wing B');
  expect(mark('covered/area-general')).toBe('Whole place');
  expect(mark('covered/theme-daily_life')).toBe('Clothing, food, exercise');
  expect(mark('covered/gender-women')).toBe('Women');
  expect(value('task/t/about', 'area/0190-w', 'Wing B')).toBe('Wing B');
  expect(value('task/t/about', 'hours/night-week')).toBe('Night, working days');
  expect(value('task/t/about', 'finding/f')).toBe('on a finding');
  expect(value('task/t/about', 'draught/f')).toBe('draught/f');
});

it('calls what is to be unannounced by the type of place it is asked of', () => {
  const rule = { question: null, label: 'rules-unannounced', path: 'unannounced/type/prison' };
  expect(fieldName(rule)).toContain(words.code('place-type', 'prison'));
  expect(fieldName(rule)).toContain('unannounced');
});
