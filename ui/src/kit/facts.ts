import { t, words } from '../i18n/words.svelte';
import { awayText } from './times';
import { plainDigits, wholeError } from './whole';

/** How one fact is asked for. */
export interface FieldSpec {
  name: string;
  label: string;
  kind: 'text' | 'long' | 'count' | 'degrees' | 'day' | 'choice' | 'several' | 'list' | 'times' | 'yes';
  /** Of a choice or of several, where a choice of '' stands for none; of a list, what is suggested. */
  options?: { value: string; label: string }[];
  hint?: string;
  required?: boolean;
  /** Beside its neighbour where there is room. */
  half?: boolean;
  /** The largest number that can be meant. */
  most?: number;
  /** Asked for only where this holds. */
  when?: (facts: Record<string, unknown>) => boolean;
}

/** Fields that belong together. */
export interface FieldGroup {
  title?: string;
  fields: FieldSpec[];
}

/** Whether a person types a number into it. */
export const isNumber = ({ kind }: FieldSpec): boolean => kind === 'count' || kind === 'degrees';

/** A number as it stands in its field. */
export const numberText = (value: unknown): string => (typeof value === 'number' ? String(value) : '');

/** Decimal degrees as typed, with a point or a comma, in any digits of the languages shipped; null where nothing was typed. */
export function degrees(text: string): number | null {
  const typed = plainDigits(text).replace(/[,٫]/, '.').replace('\u2212', '-');
  return typed === '' ? null : Number(typed);
}

/** The sentence for a field where what was typed cannot be meant; none where it is fine. */
export function numberError(field: FieldSpec, text: string): string | undefined {
  if (field.kind === 'count') return wholeError(text, field.most);
  const typed = degrees(text);
  const most = field.most ?? 180;
  return typed === null || (Number.isFinite(typed) && Math.abs(typed) <= most) ? undefined : t('degrees-wrong', { most });
}

/** A fact in words, for whoever compares two of them. */
export function factText(field: FieldSpec | undefined, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return t(value ? 'risk-answer-yes' : 'risk-answer-no');
  if (typeof value === 'number') return words.number(value);
  const named = (one: unknown): string => (field?.kind === 'times' ? awayText(String(one)) : undefined) ?? field?.options?.find((option) => option.value === one)?.label ?? String(one);
  return Array.isArray(value) ? value.map(named).join(t('report-comma')) : named(value);
}

/** A list as typed: one name a line, or separated by commas. */
export const listed = (text: string): string[] =>
  [...new Set(text.split(/[\n,،;؛]/).map((name) => name.trim()))].filter((name) => name !== '').sort();
