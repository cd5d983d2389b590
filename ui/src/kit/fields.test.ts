import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '..');

function components(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? components(path) : path.endsWith('.svelte') ? [path] : [];
  });
}

/** Every opening tag of a field that can be typed in, as it stands in the markup. */
export function typedFields(markup: string): string[] {
  return [...markup.matchAll(/<(?:input|textarea)\b/g)]
    .map(({ index }) => {
      let [at, depth] = [index, 0];
      // A `>` inside an expression, as in an arrow, ends no tag.
      for (; at < markup.length && !(markup[at] === '>' && depth === 0); at += 1) {
        if (markup[at] === '{') depth += 1;
        if (markup[at] === '}') depth -= 1;
      }
      return markup.slice(index, at);
    })
    .filter((tag) => !/type="(checkbox|radio)"/.test(tag));
}

const keepsToItself = (tag: string): boolean => /spellcheck="false"/.test(tag) && /\{?autocomplete\b/.test(tag);

it('no field hands what is typed to a spelling service or to a list of former entries', () => {
  const fields = components(SOURCE).flatMap((path) => typedFields(readFileSync(path, 'utf8')).map((tag) => ({ path, tag })));
  expect(fields.length).toBeGreaterThan(5);
  expect(fields.filter(({ tag }) => !keepsToItself(tag))).toEqual([]);
});

it('finds the field that forgets it', () => {
  const [first, second] = typedFields('<textarea oninput={() => go()} rows="2"></textarea><input spellcheck="false" autocomplete="off">');
  expect([first, second].map((tag) => keepsToItself(tag ?? ''))).toEqual([false, true]);
});
