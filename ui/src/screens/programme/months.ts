import { DAYS_OF_WEEK } from '../../kit/codes';

/** Months as `2026-05`, days as `2026-05-01`: what a programme is planned in. */

const MONTHS = 12;

/** Characters of a month; a day has more. */
const MONTH_LENGTH = 7;

/** Whether it is a day rather than a month. */
export const isDay = (on: string): boolean => on.length > MONTH_LENGTH;

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

/** Days between which something is to be. */
export interface Window {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
const time = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The day so many later, or earlier. */
export const later = (day: string, by: number): string => new Date(time(day) + by * DAY_MS).toISOString().slice(0, 10);

/** Days from the first to the last of a window, none where it is one day. */
const length = ({ from, to }: Window): number => Math.round((time(to) - time(from)) / DAY_MS);

/** How many whole months a window is; none where it begins or ends within one. */
function wholeMonths({ from, to }: Window): number {
  const [first, last] = [from.slice(0, 7), to.slice(0, 7)];
  if (daysOf(first).from !== from || daysOf(last).to !== to || to < from) return 0;
  const at = (month: string): number => Number(month.slice(0, 4)) * MONTHS + Number(month.slice(5, 7));
  return at(last) - at(first) + 1;
}

/** The window in another month: whole months stay whole, other days keep their day of the month and their length, within the month. */
export function inMonth(window: Window, month: string): Window {
  const whole = wholeMonths(window);
  if (whole > 0) return { from: daysOf(month).from, to: daysOf(shifted(month, whole - 1)).to };
  const last = Number(daysOf(month).to.slice(8));
  // What lay within one month lies within the other; what ran on into the next still does.
  const within = window.from.slice(0, 7) === window.to.slice(0, 7);
  const latest = within ? last - length(window) : last;
  const from = `${month}-${two(Math.max(1, Math.min(Number(window.from.slice(8)), latest)))}`;
  return { from, to: later(from, length(window)) };
}

/** The window from another day on, as long as it was. Of a month whose day nobody had said, it is that day. */
export function onDay(window: Window, day: string): Window {
  return { from: day, to: wholeMonths(window) > 0 ? day : later(day, length(window)) };
}

/** The window so many days later, or earlier; a month whose day nobody had said comes to its first day, or to its last. */
export function byDays(window: Window, by: number): Window {
  if (wholeMonths(window) > 0) return onDay(window, by > 0 ? window.from : window.to);
  return onDay(window, later(window.from, by));
}

/** The month that a part of a year lies in, 0 to 1 from its beginning. */
export function monthAt(year: number, part: number): string {
  const months = monthsOf(year);
  return months.findLast((month) => share(daysOf(month).from) <= part) ?? `${year}-01`;
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
