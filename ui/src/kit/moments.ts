/** Milliseconds in a minute. */
const MS_PER_MINUTE = 60_000;

const two = (number: number): string => String(number).padStart(2, '0');

/** An instant as a field for date and time holds it, by this device's clock. */
export function toField(moment: string | null): string {
  const at = moment === null ? Number.NaN : Date.parse(moment);
  if (Number.isNaN(at)) return '';
  const here = new Date(at);
  return `${String(here.getFullYear()).padStart(4, '0')}-${two(here.getMonth() + 1)}-${two(here.getDate())}T${two(here.getHours())}:${two(here.getMinutes())}`;
}

/** What a field for date and time holds, as an instant; none where it is empty. */
export function fromField(text: string): string | null {
  const at = text === '' ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** Minutes by which this device's clock is ahead of UTC: now, or at a moment, when its summer time may be another. */
export function offsetMinutes(moment: string | null = null): number {
  const at = moment === null ? Number.NaN : Date.parse(moment);
  return -new Date(Number.isNaN(at) ? Date.now() : at).getTimezoneOffset();
}

/** Whole minutes from a moment to now. */
export const minutesSince = (moment: string, now: number): number => Math.max(0, Math.floor((now - Date.parse(moment)) / MS_PER_MINUTE));
