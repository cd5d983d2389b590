/** How many lines a scale has above its foot, at most. */
const MAX_STEPS = 5;
const STEPS = [1, 2, 2.5, 5, 10];

/** Round numbers from 0 to at least `most`, for the lines behind a plot. */
export function ticks(most: number): number[] {
  if (!(most > 0)) return [0, 1];
  const size = 10 ** Math.floor(Math.log10(most / MAX_STEPS));
  const step = (STEPS.find((factor) => factor * size * MAX_STEPS >= most) ?? 10) * size;
  // Things and persons are whole: no scale has a line at a half.
  const whole = Math.max(1, Math.ceil(step));
  const count = Math.ceil(most / whole);
  return Array.from({ length: count + 1 }, (_, at) => at * whole);
}

/** Sums of the values up to each, where what is not known counts as nothing. */
export function stacked(values: (number | null)[]): { from: number; to: number }[] {
  let sum = 0;
  return values.map((value) => {
    const from = sum;
    sum += value ?? 0;
    return { from, to: sum };
  });
}

/** The bars of a row: one of all series where they are parts of a whole, else one of each; and the series it begins with. */
export function barsOf(table: { shape: string; series: { values: (number | null)[] }[] }, row: number): { series: number; values: (number | null)[] }[] {
  const values = table.series.map((one) => one.values[row] ?? null);
  return table.shape === 'stacked' ? [{ series: 0, values }] : values.map((value, series) => ({ series, values: [value] }));
}

/** Stretches of a line between its gaps, as the places of their values. */
export function stretches(values: (number | null)[]): number[][] {
  const found: number[][] = [];
  values.forEach((value, at) => {
    if (value === null) return;
    if (at > 0 && values[at - 1] !== null) found.at(-1)?.push(at);
    else found.push([at]);
  });
  return found;
}
