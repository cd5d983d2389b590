import { folded } from '../i18n/folded';

export interface Option {
  value: string;
  label: string;
}

/** More options than these are searched: a list of the system that long is only scrolled. */
export const SEARCHED_ABOVE = 30;
/** Options shown at once of those that fit. */
export const MOST_SHOWN = 50;

/** What fits: the options shown, and how many there are; what stands for none of them is shown, and not counted. */
export interface Found {
  shown: Option[];
  count: number;
}

/**
 * The options that have every word of what was typed, whatever its case and its accents: those that begin with it first, else
 * in their order. `names` are their labels, folded.
 */
export function found(options: Option[], names: string[], typed: string): Found {
  const wanted = folded(typed.trim());
  const words = wanted.split(/\s+/);
  const [first, others]: [Option[], Option[]] = [[], []];
  let count = 0;
  for (const [at, option] of options.entries()) {
    const name = names[at] ?? '';
    if (!words.every((word) => name.includes(word))) continue;
    if (option.value !== '') count += 1;
    const among = name.startsWith(wanted) ? first : others;
    if (among.length < MOST_SHOWN) among.push(option);
  }
  return { shown: [...first, ...others].slice(0, MOST_SHOWN), count };
}
