import { DAYS_OF_WEEK } from '../../kit/codes';

/** Months as `2026-05`, days as `2026-05-01`: what a programme is planned in. */

const MONTHS = 12;

const two = (number: number): string => String(number).padStart(2, '0');

export const monthsOf = (year: number): string[] => Array.from({ length: MONTHS }, (_, at) => `${year}-${two(at + 1)}`);

/** The first and the last day of a month. */
export function daysOf(month: string): { from: string; to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${two(last)}` };
}

/** The month so many later, or earlier; months of other years too. */
export function shifted(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const at = year * MONTHS + number - 1 + by;
  return `${Math.floor(at / MONTHS)}-${two((at % MONTHS) + 1)}`;
}

/** The month that these days are the whole of; null for other days. */
export function wholeMonth(from: string, to: string): string | null {
  const month = from.slice(0, 7);
  const days = daysOf(month);
  return days.from === from && days.to === to ? month : null;
}

/** How far into its year a day is, 0 to 1; of the last day, where it ends. */
export function share(day: string, end = false): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const at = (of: number, number: number, on: number): number => Date.UTC(of, number - 1, on);
  const whole = at(year + 1, 1, 1) - at(year, 1, 1);
  return (at(year, month, date + (end ? 1 : 0)) - at(year, 1, 1)) / whole;
}

/** What the locale's week begins with, as a number from Monday 1 to Sunday 7. */
export function weekBegins(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  return known.getWeekInfo?.().firstDay ?? known.weekInfo?.firstDay ?? 1;
}

/** The day of the week in a column, as a number from Monday 1 to Sunday 7, where weeks begin with another. */
export const dayOfColumn = (at: number, begins: number): number => ((begins - 1 + at) % 7) + 1;

/** Whether the country rests on the day of the week of this number. */
export function rests(number: number, weekend: string[]): boolean {
  const day = DAYS_OF_WEEK[number - 1];
  return day !== undefined && weekend.includes(day);
}

/** The weeks of a month, each of seven days; null before its first and after its last. */
export function weeksOf(month: string, begins: number): (string | null)[][] {
  const { from, to } = daysOf(month);
  const first = new Date(`${from}T00:00:00Z`).getUTCDay() || 7;
  const lead = (first - begins + 7) % 7;
  const days: (string | null)[] = Array.from({ length: lead }, () => null);
  for (let day = 1; day <= Number(to.slice(8)); day += 1) days.push(`${month}-${two(day)}`);
  while (days.length % 7 !== 0) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}
