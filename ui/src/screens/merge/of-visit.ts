import { t, words } from '../../i18n/words.svelte';
import type { Evidence, JsonValue } from '../../ipc/generated';
import { evidenceName } from '../../kit/evidence';
import { kindTalkedOn } from '../../kit/talked-on';
import { seenName } from '../onsite/ask';

/** Fields of a visit whose values are ids or several things at once: seats, areas, and links of findings. */
export const OF_VISIT = /^(?:team|area)\/[^/]+$|^finding\/[^/]+\/evidence\/|^observation\/[^/]+\/area$|^task\/[^/]+\/about$/;
/** The place as a whole, which is an area without a record of its own. */
const GENERAL = 'general';
/** Kinds of what is to be seen, of which tasks can be. */
const TO_SEE = new Set(['register', 'area', 'unit', 'theme', 'hours', 'gender', 'regime', 'status']);
/** What stands between the parts of one thing. */
const BESIDE = ' · ';

type Members = Record<string, JsonValue | undefined>;
const membersOf = (value: JsonValue | undefined): Members => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});

/** A seat: the role, whether as a clinician, and the areas, whose names come as text. */
function seat({ role, clinician, areas, dropped }: Members, names: string): string {
  const whole = Array.isArray(areas) && areas.includes(GENERAL);
  const code = typeof role === 'string' ? role : '';
  const parts = [words.code('role', code), clinician === true ? t('clinician-long') : '', whole ? t('whole-place') : '', names, dropped === true ? t('seat-gone') : ''];
  return parts.filter(Boolean).join(BESIDE);
}

/** What a link of an interview leans on; nothing of a link to anything else. */
function leaning(kind: JsonValue | undefined, depends: JsonValue | undefined): string {
  if (depends === undefined || depends === null) return kind === 'interview' ? t('depends-none') : '';
  const reason = typeof depends === 'string' ? `depends-${depends.replaceAll('_', '-')}` : '';
  return t(words.has(reason) ? reason : 'depends-newer');
}

/** What is linked: its kind, and what it is called; of an interview its kind, and whether it stands on its own. */
function evidence(linked: Evidence): string {
  const kind = t(`kind-${linked.kind}`);
  const name = evidenceName(linked);
  return [kind, name === kind ? '' : name, linked.against ? t('graph-says-against') : '', leaning(linked.kind, linked.depends)].filter(Boolean).join(BESIDE);
}

/** The same of a link whose target is not here: where it comes from stands in its place. */
function unheld({ kind, source, against, depends }: Members): string {
  return [words.code('source', typeof source === 'string' ? source : ''), against === true ? t('graph-says-against') : '', leaning(kind, depends)].filter(Boolean).join(BESIDE);
}

/** Something that is to be seen, by its kind and its code: an area or a unit by its name, the rest in words. */
function toSee(kind: string, code: string, name: string): string {
  return kind === 'area' && code === GENERAL ? t('whole-place') : seenName({ kind, code, name });
}

/** What a mark is about, as `covered/<kind>-<code>` names it. */
export function marked(path: string, name: string): string {
  const [, kind = '', code = ''] = /^covered\/([a-z]+)-(.+)$/.exec(path) ?? [];
  return toSee(kind, code, name);
}

/** What a task is about: something to be seen, else the kind of the entry, else the path as it stands. */
function taskAbout(value: JsonValue | undefined, text: string): string {
  if (typeof value !== 'string') return text;
  const [kind = '', ...rest] = value.split('/');
  if (TO_SEE.has(kind)) return toSee(kind, rest.join('/'), text === value ? '' : text);
  const entry = kindTalkedOn(value);
  return entry ? t(`comment-on-${entry}`) : text;
}

/** What such a field says; `text` has the names of what its ids lead to. */
export function ofVisit(path: string, value: JsonValue | undefined, text: string, linked?: Evidence): string {
  if (path.startsWith('team/')) return value === null ? '' : seat(membersOf(value), text);
  if (path.startsWith('area/')) return [text, membersOf(value)['dropped'] === true ? t('area-gone') : ''].filter(Boolean).join(BESIDE);
  if (path.startsWith('task/')) return taskAbout(value, text);
  if (path.startsWith('observation/')) return value === GENERAL ? t('whole-place') : text;
  if (linked) return evidence(linked);
  return value === null ? t('evidence-dropped') : unheld(membersOf(value)) || text;
}
