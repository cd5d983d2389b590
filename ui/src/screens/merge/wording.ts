import { t, words } from '../../i18n/words.svelte';
import type { Conflict, DiffPart, Evidence, JsonValue, Merged, Version } from '../../ipc/generated';
import { OF_VISIT, marked, ofVisit } from './of-visit';

/** What one version says: its value, and the note beside an answer. */
export interface Said {
  value: string;
  note: string;
}

/** Where the rules of the types of places stand. */
const TYPE_RULE = 'rule/';
const TYPE_UNANNOUNCED = 'unannounced/type/';

/** The name of a field, as its screen calls it. */
export function fieldName({ question, label, path }: Pick<Conflict | Merged, 'question' | 'label' | 'path'>): string {
  if (question) return words.pick(question);
  // Which type a rule is for is a code, and stands in its path alone.
  if (path.startsWith(TYPE_RULE)) return t('rules-months-of', { type: words.code('place-type', path.slice(TYPE_RULE.length)) });
  if (path.startsWith(TYPE_UNANNOUNCED)) return t('rules-unannounced-of', { type: words.code('place-type', path.slice(TYPE_UNANNOUNCED.length)) });
  const key = label.replaceAll('_', '-');
  return words.has(key) ? t(key) : t('field-unnamed', { path });
}

/** The answer inside a stored value; null for fields that are no answers. */
export function answerOf(path: string, value: JsonValue | undefined): { type: string; value: JsonValue } | null {
  if (!path.startsWith('answer/') || typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const answer = value['value'];
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return null;
  return { type: String(answer['type']), value: answer['value'] ?? null };
}

/** Fields whose values are codes, and the catalogue that has their words. */
const CODED: [RegExp, string][] = [
  [/^(?:visit|plan)\/kind$/, 'visit-kind'],
  [/^visit\/phase$/, 'phase'],
  [/^plan\/hours$/, 'hours'],
  [/^plan\/days$/, 'days'],
  [/^plan\/state$/, 'plan-state'],
  [/^place\/place_type$/, 'place-type'],
  [/^place\/operator$/, 'operator'],
  [/^place\/vulnerable$/, 'held-group'],
  [/^(?:unit|person|associate)\/[^/]+\/gender$/, 'gender'],
  [/^count\/[^/]+\/source$/, 'source'],
  [/^authority\/kind$/, 'authority-kind'],
  [/^body\/kind$/, 'body-kind'],
  [/^body\/grounds$/, 'ground'],
  [/^body\/postponed$/, 'body-postponed'],
  [/^body\/weekend$/, 'weekday'],
  [/^(?:person|associate)\/[^/]+\/skills$/, 'skill'],
  [/^associate\/[^/]+\/role$/, 'role'],
  [/^recommendation\/priority$/, 'priority'],
  [/^recommendation\/status$/, 'recommendation-status'],
  [/^recommendation\/implementation$/, 'implementation'],
  [/^recommendation\/theme$/, 'theme'],
  [/^answered\/[^/]+\/grade$/, 'grade'],
  [/^message\/[^/]+\/way$/, 'way'],
  [/^verification\/[^/]+\/result$/, 'check'],
  [/^verification\/[^/]+\/source$/, 'source'],
  [/^verified\//, 'check'],
  [/^access\/[^/]+\/asked$/, 'access-asked'],
  [/^access\/[^/]+\/outcome$/, 'access-outcome'],
  [/^access\/[^/]+\/grounds$/, 'access-grounds'],
  [/^access\/[^/]+\/article$/, 'access-article'],
  [/^sample\/[^/]+\/register$/, 'register'],
  [/^sample\/[^/]+\/(?:identity|deprivation|order|supervision|admission|health|death|release)$/, 'completeness'],
  [/^observation\/[^/]+\/source$/, 'source'],
  [/^(?:finding|observation)\/[^/]+\/theme$/, 'theme'],
  [/^finding\/[^/]+\/status$/, 'finding-status'],
  [/^finding\/[^/]+\/confidence$/, 'confidence'],
  [/^finding\/[^/]+\/severity$/, 'severity'],
  [/^finding\/[^/]+\/spread$/, 'spread'],
  [/^(?:finding\/[^/]+|report|recommendation)\/review$|^review\//, 'review'],
  [/^publication\/basis$/, 'publication-basis'],
  [/^consent\//, 'consent-state'],
  [/^frame\/interviewee$/, 'interviewee'],
  [/^frame\/selection$/, 'selection'],
  [/^situation\/age_band$/, 'age-band'],
  [/^situation\/legal_status$/, 'legal-status'],
  [/^situation\/gender$/, 'gender'],
  [/^situation\/vulnerabilities$/, 'vulnerability'],
  [/^reprisal\/informant$/, 'informant'],
  [/^reprisal\/level$/, 'level'],
  [/^(?:debrief|covered)\/|^(?:access|stay|sample|task|recontact)\/[^/]+\/dropped$|^reprisal\/dropped$|^comment\/[^/]+\/resolved$|^finding\/[^/]+\/(?:immediate|good_practice)$/, 'said'],
  [/^smart\//, 'smart-answer'],
  [/^basis\/|^(?:answered|letter|message|verification)\/[^/]+\/(?:dropped|refuses)$/, 'said'],
];

/** Where decisions stand on what was withdrawn while somebody edited it. */
const WITHDRAWAL = 'withdrawal/';
/** What became of a draw by lot. */
const DRAW_END = 'draw/end';

/** A version beside a withdrawal: the field that the edit wrote and its value; null where it is the withdrawal itself. */
function editBeside(path: string, value: JsonValue | undefined): { path: string; value: JsonValue } | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || typeof value['field'] !== 'string') return null;
  const thing = path.slice(WITHDRAWAL.length).replace(/\/whole$/, '');
  const { field } = value;
  return { path: field.includes('/') ? field : `${thing}/${field}`, value: value['value'] ?? null };
}

/** What became of a draw: its state in words, and the places planned or the reason, which come as text. */
function endOfDraw(value: JsonValue | undefined, text: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return text;
  return [words.code('draw-state', String(value['state'])), text].filter(Boolean).join(' · ');
}

/** Whether the value is a code, and in which words it is told. */
const prefixOf = (path: string): string | undefined => CODED.find(([field]) => field.test(path))?.[1];

/** Fields that hold a day, and those that hold a moment. */
const DAY = /(?:_on|\/on|\/due|_until|\/away_from|\/deadline|\/reply_by)$|^publication\/from$/;
const MOMENT = /_at$/;
/** Times when somebody is away, each from a day until another; dots stand for an end that nobody knows. */
const AWAY = /\/also_away$/;
const OPEN_END = '..';
const DAY_ALONE = /^\d{4}-\d{2}-\d{2}$/;

const inDay = (text: string): string => (DAY_ALONE.test(text) ? words.day(text) : text);
const away = (time: JsonValue): string =>
  String(time)
    .split('/')
    .map((end) => (end === OPEN_END ? '…' : inDay(end)))
    .join(' – ');

/** Where counts of persons held stand, and how far the team is with one. */
const COUNT = /^(?:review\/)?count\//;
/** Where marks stand that something was seen. */
const COVERED = 'covered/';
/** What stands between a thing and what it is of. */
const BESIDE = ' · ';

/** What it is about, as people call it; a count is known by its day. */
export const subjectOf = ({ path, subject }: Pick<Conflict, 'path' | 'subject'>): string =>
  path.startsWith(COVERED) ? marked(path, subject ?? '') : COUNT.test(path) ? (subject ?? '').split(BESIDE).map(inDay).join(BESIDE) : (subject ?? '');

/** A day, a moment, or the days from one to another, as the reader writes them; null where the field holds none. */
function inTime(path: string, value: JsonValue | undefined): string | null {
  if (typeof value === 'string') return DAY.test(path) && DAY_ALONE.test(value) ? words.day(value) : MOMENT.test(path) ? words.moment(value) : null;
  if (Array.isArray(value)) return AWAY.test(path) ? value.map(away).join(t('report-comma')) : null;
  if (typeof value !== 'object' || value === null || path !== 'plan/window') return null;
  const { from, to } = value;
  return typeof from === 'string' && typeof to === 'string' ? `${words.day(from)} – ${words.day(to)}` : null;
}

/** A code in words; one of a newer version, or words in place of one, as they are. */
function named(prefix: string, code: string): string {
  const key = `${prefix}-${code.replaceAll('_', '-')}`;
  return words.has(key) ? t(key) : code;
}

/** Codes, days and booleans in words; none where the field holds none. */
function inWordsOf(path: string, value: JsonValue | undefined): string | null {
  const prefix = prefixOf(path);
  if (!prefix) return typeof value === 'boolean' ? t(value ? 'risk-answer-yes' : 'risk-answer-no') : inTime(path, value);
  const one = (code: JsonValue): string => named(prefix, String(code));
  if (Array.isArray(value)) return value.map(one).join(t('report-comma'));
  return typeof value === 'string' ? one(value) : null;
}

/** Whether people wrote the value in their own words: then it is compared word by word. */
export const inWords = (path: string, value: JsonValue | undefined): boolean =>
  path.startsWith(WITHDRAWAL) || path === DRAW_END || OF_VISIT.test(path) ? false : prefixOf(path) ? false : path.startsWith('answer/') ? answerOf(path, value)?.type === 'text' : inWordsOf(path, value) === null;

function coded(code: string): string {
  const key = `answer-${code.replaceAll('_', '-')}`;
  return words.has(key) ? t(key) : inDay(code);
}

/** What a version says, a code in the reader's language. */
export function said(path: string, value: JsonValue | undefined, text: string, linked?: Evidence): Said {
  if (path.startsWith(WITHDRAWAL)) {
    const edit = editBeside(path, value);
    return edit ? said(edit.path, edit.value, text, linked) : { value: t('version-withdrawn'), note: '' };
  }
  if (OF_VISIT.test(path)) return { value: ofVisit(path, value, text, linked), note: '' };
  if (path === DRAW_END) return { value: endOfDraw(value, text), note: '' };
  const prefix = prefixOf(path);
  const noted = path.startsWith('answer/') || path.startsWith('verified/');
  if (!noted) return { value: inWordsOf(path, value) ?? (prefix ? named(prefix, text) : text), note: '' };
  const note = typeof value === 'object' && value !== null && !Array.isArray(value) ? String(value['note'] ?? '') : '';
  const bare = note === '' ? text : text.slice(0, Math.max(0, text.length - note.length - 1));
  return { value: prefix ? named(prefix, bare) : inWords(path, value) ? bare : coded(bare), note };
}

/** What a version of a conflict says. */
export const saidBy = ({ path }: Pick<Conflict, 'path'>, version: Version): Said => said(path, version.value, version.text, version.linked);

/** The value of one version against the first, in stretches. */
export function valueParts(conflict: Conflict, number: number): DiffPart[] {
  const { path } = conflict;
  const [first, version] = [conflict.versions[0], conflict.versions[number]];
  if (!first || !version) return [];
  const here = saidBy(conflict, version).value;
  if (number === 0) return [{ kind: 'same', text: here }];
  if (inWords(path, first.value) && inWords(path, version.value)) return conflict.diffs[number]?.value ?? [];
  const there = saidBy(conflict, first).value;
  if (here === there) return [{ kind: 'same', text: here }];
  return [
    { kind: 'not_here', text: there },
    { kind: 'only_here', text: here },
  ];
}

/** The note of one version against the first, in stretches; empty where neither has one. */
export function noteParts(conflict: Conflict, number: number): DiffPart[] {
  const version = conflict.versions[number];
  if (!version) return [];
  if (number > 0) return conflict.diffs[number]?.note ?? [];
  const { note } = saidBy(conflict, version);
  return note === '' ? [] : [{ kind: 'same', text: note }];
}
