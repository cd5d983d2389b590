/** What stands inside an element with this attribute are a source's words, or lead to a source. */
const SOURCE = '[data-source]';

/** Other programs, and systems that synchronise it, read the clipboard: a source's words never reach it. */
export function guardSources(root: Document, refused: () => void): () => void {
  const guard = (event: Event): void => {
    if (!(event.target instanceof Element) || !holdsSource(root, event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    refused();
  };
  const events = ['copy', 'cut', 'dragstart'] as const;
  for (const name of events) root.addEventListener(name, guard, { capture: true });
  return () => {
    for (const name of events) root.removeEventListener(name, guard, { capture: true });
  };
}

/** A selection may begin outside and end inside, as "select all" does. */
function holdsSource(root: Document, target: Element): boolean {
  if (target.closest(SOURCE)) return true;
  const selection = root.getSelection();
  if (!selection || selection.isCollapsed) return false;
  return [...root.querySelectorAll(SOURCE)].some((source) => selection.containsNode(source, true));
}
