import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import reportAr from '../../../crates/report/locales/ar.ftl?raw';
import reportEn from '../../../crates/report/locales/en.ftl?raw';
import uiAr from './ar.ftl?raw';
import uiEn from './en.ftl?raw';
import { accented, mirrored } from './pseudo';

/** The languages shipped, each under its own name. */
export const LANGUAGES = { en: 'English', ar: 'العربية' } as const;
/** Languages for tests: longer text, and mirrored text. */
export const PSEUDO = ['en-XA', 'ar-XB'] as const;
/** How a date of four-digit years begins. */
const PLAIN_DATE = /^\d{4}-\d{2}-\d{2}/;
const RIGHT_TO_LEFT = new Set(['ar', 'ar-XB']);

function bundle(language: string): FluentBundle {
  const transform = language === 'en-XA' ? accented : language === 'ar-XB' ? mirrored : (text: string) => text;
  const made = new FluentBundle(language.slice(0, 2), { transform });
  const sources = language === 'ar' ? [reportAr, uiAr] : [reportEn, uiEn];
  for (const source of sources) made.addResource(new FluentResource(source));
  return made;
}

class Words {
  language = $state('en');
  readonly #bundle = $derived(bundle(this.language));
  readonly direction = $derived(RIGHT_TO_LEFT.has(this.language) ? 'rtl' : 'ltr');
  readonly locale = $derived(this.language.slice(0, 2));

  /** A sentence of the product; a missing one shows its key, which a test forbids. */
  say(key: string, args: Record<string, FluentVariable> = {}): string {
    const pattern = this.#bundle.getMessage(key)?.value;
    return pattern ? this.#bundle.formatPattern(pattern, args) : key;
  }

  /** The name of a code such as `in_depth`, under a prefix such as `visit-kind`. */
  code(prefix: string, code: string | null | undefined): string {
    return code ? this.say(`${prefix}-${code.replaceAll('_', '-')}`) : '';
  }

  /** A sentence in a language of the reader's, whatever the screen's. */
  in(language: string, key: string): { text: string; language: string; direction: 'ltr' | 'rtl' } {
    const said = language === this.language ? this.#bundle : bundle(language);
    const pattern = said.getMessage(key)?.value;
    return { text: pattern ? said.formatPattern(pattern) : key, language: language.slice(0, 2), direction: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr' };
  }

  has(key: string): boolean {
    return this.#bundle.hasMessage(key);
  }

  /** A text in the languages shipped. */
  pick(text: { en: string; ar: string }): string {
    return this.locale === 'ar' ? text.ar : text.en;
  }

  day(date: string | null | undefined): string {
    if (!date) return '';
    return this.#date(date.length === 10 ? `${date}T00:00:00` : date, { dateStyle: 'medium' }) ?? date;
  }

  /** A month such as `2026-05`: "May 2026", or without its year. */
  month(month: string, form: 'full' | 'long' | 'short' = 'full'): string {
    const parts: Intl.DateTimeFormatOptions = form === 'full' ? { month: 'long', year: 'numeric' } : { month: form };
    return this.#date(`${month}-01T00:00:00`, parts) ?? month;
  }

  time(date: string): string {
    return this.#date(date, { timeStyle: 'short' }) ?? date;
  }

  moment(date: string): string {
    return this.#date(date, { dateStyle: 'medium', timeStyle: 'short' }) ?? date;
  }

  /** As the locale writes it; null for what is no date here: a colleague's device may hold any year, and no screen ends on it. */
  #date(date: string, form: Intl.DateTimeFormatOptions): string | null {
    const parsed = new Date(date);
    // What is not of this form, an engine may still guess at, and guess wrong.
    return !PLAIN_DATE.test(date) || Number.isNaN(parsed.getTime()) ? null : new Intl.DateTimeFormat(this.locale, form).format(parsed);
  }

  /** "in 3 days", "yesterday". */
  away(date: string): string {
    const days = Math.round((Date.parse(`${date}T00:00:00`) - Date.parse(new Date().toDateString())) / 86_400_000);
    if (!PLAIN_DATE.test(date) || !Number.isFinite(days)) return date;
    return new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' }).format(days, 'day');
  }

  /** A year, without what divides thousands. */
  plainYear(year: number): string {
    return new Intl.NumberFormat(this.locale, { useGrouping: false }).format(year);
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.locale).format(value);
  }
}

export const words = new Words();
export const t = (key: string, args?: Record<string, FluentVariable>): string => words.say(key, args);
