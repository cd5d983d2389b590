/** The fill of a series: the accent first, then patterns. */
export const fill = (id: string, at: number): string => (at === 0 ? 'var(--accent)' : `url(#${id}-${((at - 1) % 3) + 1})`);
