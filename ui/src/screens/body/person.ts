import { t, words } from '../../i18n/words.svelte';
import type { PersonInput } from '../../ipc/generated';
import { GENDERS, SKILLS, choices } from '../../kit/codes';
import type { FieldSpec } from '../../kit/facts';
import { awayText, saidTimes } from '../../kit/times';

/** What is asked of anybody who goes with a delegation; skills that others named themselves are suggested. */
export const personFields = (suggested: string[]): FieldSpec[] => [
  { name: 'languages', label: t('person-languages'), kind: 'list', hint: t('person-languages-hint') },
  { name: 'skills', label: t('person-skills'), kind: 'several', options: choices('skill', SKILLS) },
  { name: 'own_skills', label: t('person-own-skills'), kind: 'list', hint: t('person-own-skills-hint'), options: suggested.map((value) => ({ value, label: value })) },
  { name: 'gender', label: t('person-gender'), kind: 'choice', options: [{ value: '', label: t('not-said') }, ...choices('gender', GENDERS)] },
  { name: 'availability', label: t('person-availability'), kind: 'long' },
  { name: 'away_from', label: t('person-away-from'), kind: 'day', half: true },
  { name: 'away_until', label: t('person-away-until'), kind: 'day', half: true },
  { name: 'also_away', label: t('person-also-away'), kind: 'times' },
];

/** What is written of anybody: a time of which nothing is said is left out. */
export const toWrite = <Facts extends { also_away: string[] }>(facts: Facts): Facts => ({ ...facts, also_away: saidTimes(facts.also_away) });

/** What is known of somebody, a line each. */
export const aboutPerson = (facts: PersonInput): string[] =>
  [
    [...facts.skills.map((skill) => words.code('skill', skill)), ...facts.own_skills].join(t('report-comma')),
    facts.languages.join(t('report-comma')),
    words.code('gender', facts.gender),
    facts.availability,
    facts.away_from || facts.away_until ? t('person-away', { from: words.day(facts.away_from) || '…', until: words.day(facts.away_until) || '…' }) : '',
    ...facts.also_away.map(awayText),
  ].filter((part) => part !== '');
