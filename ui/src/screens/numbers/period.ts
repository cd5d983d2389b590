export const SPANS = ['12_months', 'this_year', 'year', '5_years', '10_years'] as const;
export type Span = (typeof SPANS)[number];

export interface Days {
  from: string;
  to: string;
}

const plain = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** The first and the last day of a span that ends today, or of a calendar year. */
export function days(span: Span, year: number, today: Date): Days {
  if (span === 'year') return { from: `${year}-01-01`, to: `${year}-12-31` };
  if (span === 'this_year') return { from: `${today.getFullYear()}-01-01`, to: plain(today) };
  const years = span === '5_years' ? 5 : span === '10_years' ? 10 : 1;
  // The first of the month after, so that no month is counted twice.
  const from = new Date(today.getFullYear() - years, today.getMonth() + 1, 1);
  return { from: plain(from), to: plain(today) };
}
