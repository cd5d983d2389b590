import { vi } from 'vitest';

/** No page is laid out in tests of parts: whatever asks for sizes is told of none. */
export function nothingIsLaidOut(): void {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
}
