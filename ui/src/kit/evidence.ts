import { t, words } from '../i18n/words.svelte';
import type { Evidence, EvidenceSays, SourceSays } from '../ipc/generated';

/** Kinds of evidence, in the order in which they are offered. */
export const EVIDENCE_KINDS = ['observation', 'interview', 'answer', 'count', 'sample', 'access', 'document', 'reply', 'attachment'] as const;
/** Why an interview does not stand on its own beside the others. */
export const DEPENDS = ['same_person', 'heard_from_other', 'second_hand'] as const;
/** The reason that is proposed where everything a person said is hearsay. */
export const HEARSAY = 'second_hand';
/** The message prefix of the code that something linked says, by its kind. */
const CODES: Record<string, string> = { count: 'group', sample: 'register', access: 'access-asked' };

/** What a count, a sample or a request says, in words. */
export function inCodes(kind: string | null, says: EvidenceSays | null): string {
  const prefix = CODES[kind ?? ''];
  if (!prefix || !says) return '';
  const said = words.code(prefix, says.code);
  const counted = says.number === null ? said : `${said}: ${words.number(says.number)}`;
  return [counted, words.code('access-outcome', says.outcome)].filter(Boolean).join(' · ');
}

/** Something linked in one line; where its record is not here, what kind of thing it is. */
export function evidenceName(one: Evidence): string {
  if (one.question) return `${words.pick(one.question)} · ${one.area || t('whole-place')}`;
  return [inCodes(one.kind, one.says), one.title].filter(Boolean).join(' · ') || t(`kind-${one.kind}`);
}

/** Why something linked counts no more. */
export const goneBy = (one: Evidence): string => t(one.says?.outcome === 'granted' ? 'evidence-granted' : 'evidence-withdrawn');

function value({ form, says, options, unit }: SourceSays): string {
  switch (form) {
    case 'answer':
      return words.code('answer', says);
    case 'number':
      return [words.number(Number(says)), unit ? t(`unit-${unit}`) : ''].filter(Boolean).join(' ');
    case 'minutes':
      return t('minutes', { count: Number(says) });
    case 'day':
      return words.day(says);
    default:
      return options.map((option) => words.pick(option)).join(t('report-comma'));
  }
}

/** One side of a contradiction: which source, and what it says. Interviews are a number. */
export function sourceSays(one: SourceSays): string {
  if (one.origin === 'interviews') return t('says-interviews', { count: Number(one.says) });
  const source = words.code('source', one.source);
  return `${one.origin === 'answer' ? source : t(`says-${one.origin}`, { source })}: ${value(one)}`;
}
