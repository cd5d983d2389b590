/** Rows that are drawn of a long list, and where each lies. */

/** Up to here a list is drawn whole: the reader's own ways through it are best. */
export const WHOLE_UP_TO = 300;
/** Rows drawn above and below what is in sight. */
export const BEYOND = 8;

/** Where each row begins, and after the last one where the list ends, pixels. Rows nobody has seen have the usual height. */
export function offsets(count: number, height: (row: number) => number | undefined, usual: number): Float64Array {
  const all = new Float64Array(count + 1);
  for (let row = 0; row < count; row += 1) all[row + 1] = (all[row] ?? 0) + (height(row) ?? usual);
  return all;
}

/** The row at so many pixels from the beginning. */
export function rowAt(all: Float64Array, pixels: number): number {
  let [low, high] = [0, Math.max(0, all.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((all[middle] ?? 0) <= pixels) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Rows to draw where the window shows these pixels of the list; the one with the focus stays whatever is in sight. */
export function drawn(all: Float64Array, from: number, until: number, focused: number | null): number[] {
  const count = all.length - 1;
  const first = Math.max(0, rowAt(all, from) - BEYOND);
  const last = Math.min(count - 1, rowAt(all, until) + BEYOND);
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, row) => first + row);
  if (focused !== null && focused < count && (focused < first || focused > last)) rows.push(focused);
  return rows.sort((a, b) => a - b);
}
