import type { Page } from 'playwright-core';

/** Keys pressed for each control that is there, before somebody who goes through them is taken for caught. */
const PATIENCE = 3;

/** The walk as the page sees it. */
interface Walk {
  controls: number;
  came: boolean;
  end(): string[];
}

/** Looks on while somebody goes through the page by Tab. It runs in the page. */
function lookOn(): number {
  const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex]';
  /** Of a page, or of a drawing in it. */
  type Control = HTMLElement | SVGElement;
  interface Stop {
    element: Control;
    look: string;
    fault: string | null;
  }
  const name = (element: Control): string => element.outerHTML.replace(/\s+/g, ' ').slice(0, 140);
  /** Radios of one name are one stop. */
  const stop = (element: Element): unknown => (element instanceof HTMLInputElement && element.type === 'radio' ? `${element.form?.id ?? ''}/${element.name}` : element);
  const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const strokes = (element: Control): string[] =>
    element instanceof SVGElement ? [...element.querySelectorAll('*')].map((one) => `${getComputedStyle(one).stroke} ${getComputedStyle(one).strokeWidth}`) : [];
  /** What a focus is drawn with: around the control, around what it stands in, or as the lines of a drawing. */
  const look = (element: Control): string =>
    [...strokes(element), ...[element, element.parentElement, element.parentElement?.parentElement]
      .map((one) => {
        if (!one) return '';
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one);
        const outlined = outlineStyle !== 'none' && outlineWidth !== '0px';
        return `${outlined ? `${outlineStyle} ${outlineWidth} ${outlineColor}` : 'none'} ${boxShadow}`;
      })]
      .join('; ');
  const hides = (element: Control): string | null => {
    if (!isShown(element)) return 'is not shown';
    // What is drawn may lie on something else that is drawn.
    if (element instanceof SVGElement) return null;
    // Of a box with words of its own, the words may be all that is drawn.
    const drawn = element.getClientRects()[0];
    const rect = drawn && drawn.width > 1 && drawn.height > 1 ? drawn : element.closest('label')?.getBoundingClientRect();
    if (!rect || rect.width <= 1 || rect.height <= 1) return 'has no size';
    const [left, right] = [Math.max(0, rect.left), Math.min(window.innerWidth, rect.right)];
    const [top, bottom] = [Math.max(0, rect.top), Math.min(window.innerHeight, rect.bottom)];
    if (left >= right || top >= bottom) return 'is out of sight';
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const related = over && (element.contains(over) || over.contains(element) || element.closest('label')?.contains(over));
    return related ? null : `is covered by ${over instanceof HTMLElement ? name(over) : 'nothing'}`;
  };
  // Behind a dialog, nothing can be come to.
  const within = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
  const controls = [...within.querySelectorAll<Control>(CONTROLS)].filter((one) => one.tabIndex >= 0 && !one.matches(':disabled') && isShown(one));
  const stops: Stop[] = [];
  const walk: Walk = {
    controls: controls.length,
    came: false,
    end: () => {
      window.removeEventListener('keydown', pressed, true);
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      const been = new Set(stops.map(({ element }) => stop(element)));
      return [
        ...(walk.came ? [] : [`does not come back to the start; last at ${stops.slice(-3).map(({ element }) => name(element)).join(' then ')}`]),
        ...controls.filter((one) => one.isConnected && !been.has(stop(one))).map((one) => `is never come to: ${name(one)}`),
        ...stops.flatMap(({ element, fault }) => (fault ? [`${fault}: ${name(element)}`] : [])),
        ...stops.filter((one) => one.element.isConnected && look(one.element) === one.look).map(({ element }) => `shows no focus: ${name(element)}`),
      ];
    },
  };
  const pressed = (event: KeyboardEvent): void => {
    const here = document.activeElement;
    if (event.key !== 'Tab' || walk.came) return;
    // From the last control the way leads out of the page, and in again at the first.
    if (!(here instanceof HTMLElement || here instanceof SVGElement) || here === document.body) return;
    // A date has stops of its own inside, which the browser draws.
    if (stops.at(-1)?.element === here) return;
    if (stops[0]?.element === here) walk.came = true;
    else stops.push({ element: here, look: look(here), fault: hides(here) });
  };
  window.addEventListener('keydown', pressed, true);
  Object.assign(window, { walk });
  return controls.length;
}

/** What is wrong for somebody who goes by Tab from the top of a page through all its controls, and back to the start. */
export async function faultsOfTab(page: Page): Promise<string[]> {
  type Walked = typeof globalThis & { walk: Walk };
  const controls = await page.evaluate(lookOn);
  const came = (): Promise<boolean> => page.evaluate(() => (window as unknown as Walked).walk.came);
  for (let pressed = 0; pressed < PATIENCE * controls + PATIENCE; pressed += 1) {
    if (pressed > controls && (await came())) break;
    await page.keyboard.press('Tab');
  }
  return page.evaluate(() => (window as unknown as Walked).walk.end());
}
