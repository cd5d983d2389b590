/** The shape in which a grade is told. */
export const SHAPES: Record<string, 'good' | 'care' | 'danger' | 'plain'> = { a: 'good', b: 'care', c: 'danger', d: 'danger' };
