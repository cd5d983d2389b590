import { afterEach, beforeEach, expect, it } from 'vitest';
import { guardSources } from './clipboard';

let refusals = 0;
let stop: () => void;

beforeEach(() => {
  refusals = 0;
  document.body.innerHTML = '<p id="fact">Tarn Hill</p><main data-source><textarea id="note">He said</textarea><p id="said">Nine days</p></main>';
  stop = guardSources(document, () => (refusals += 1));
});
afterEach(() => stop());

/** Whether the browser would go on with it. */
const goesOn = (id: string, name: string): boolean =>
  document.getElementById(id)?.dispatchEvent(new Event(name, { bubbles: true, cancelable: true })) ?? false;

it.each(['copy', 'cut', 'dragstart'])('%s takes nothing out of what a source said, and says so', (name) => {
  expect(goesOn('note', name)).toBe(false);
  expect(goesOn('said', name)).toBe(false);
  expect(refusals).toBe(2);
  expect(goesOn('fact', name)).toBe(true);
});

it('a selection that reaches into a source is held back whole, wherever it began', () => {
  document.getSelection()?.selectAllChildren(document.body);
  expect(goesOn('fact', 'copy')).toBe(false);
  document.getSelection()?.removeAllRanges();
  expect(goesOn('fact', 'copy')).toBe(true);
});

it('pasting is left alone, and so is everything once the guard is gone', () => {
  expect(goesOn('note', 'paste')).toBe(true);
  stop();
  expect(goesOn('note', 'copy')).toBe(true);
});
