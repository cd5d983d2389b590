import { decodeQR } from 'qr/decode.js';

/** What the texts begin with that go from screen to screen. Capitals make a smaller code, and are the same text. */
export const BEGINNINGS = {
  join: 'visita-join:',
  nearby: 'visita-lan:',
  relay: 'visitarelay1',
  recovery: 'visita-recovery:',
  answer: 'visita-answer:',
} as const;

/** What a code may be for. */
export type Purpose = keyof typeof BEGINNINGS;

/** Rows of pixels, each four bytes: red, green, blue, opacity. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** How long a frame of the camera is looked at beyond the first try, milliseconds: the next one comes at once. */
export const FRAME_PATIENCE_MS = 16;
/** The same for a picture: there is no next one. */
export const PICTURE_PATIENCE_MS = 1_500;

/** The text of the code in a picture; null where none can be read. */
export function readCode(pixels: Pixels, patience_ms: number): string | null {
  try {
    return decodeQR(pixels, { format: 'RGBA', timeLimit: patience_ms }) || null;
  } catch {
    // The library throws for a picture without a code, which is most of them.
    return null;
  }
}

/** Whether a text that was scanned is of the kind that is asked for. */
export function isFor(purpose: Purpose, text: string): boolean {
  return text.trim().toLowerCase().startsWith(BEGINNINGS[purpose]);
}
