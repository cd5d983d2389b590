/** Whether two values say the same, lists and groups by what is in them. */
export const same = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);
