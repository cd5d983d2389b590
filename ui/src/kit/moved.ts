/**
 * Looks again once in a frame in which what the window shows may have moved: it was scrolled or resized, or the page grew or
 * closed, or another element that is named. Until it is called off.
 */
export function whenMoved(look: () => void, also?: Element | null): () => void {
  let asked = 0;
  const ask = (): void => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      look();
    });
  };
  // What stands above a list may grow or close, and move it without a scroll.
  const page = new ResizeObserver(ask);
  page.observe(document.body);
  if (also) page.observe(also);
  // Whatever scrolls: what a dialog or a box tells of it does not rise to the window.
  window.addEventListener('scroll', ask, { passive: true, capture: true });
  window.addEventListener('resize', ask);
  return () => {
    cancelAnimationFrame(asked);
    page.disconnect();
    window.removeEventListener('scroll', ask, { capture: true });
    window.removeEventListener('resize', ask);
  };
}
