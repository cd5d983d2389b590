import { writeFileSync } from 'node:fs';
import { encode } from 'uqr';

const WIDTH = 1_280;
const HEIGHT = 720;
/** Brightness of paper and of ink, as cameras give it. */
const [PAPER, INK, WALL] = [225, 30, 120];

/** A film (YUV4MPEG2) of a sheet with a code on it before a grey wall, for a browser that takes it for its camera. */
export function film(path: string, text: string): string {
  const code = encode(text, { border: 4 });
  const module_px = Math.floor((HEIGHT * 0.9) / code.size);
  const side = code.size * module_px;
  const [left, top] = [Math.floor((WIDTH - side) / 2), Math.floor((HEIGHT - side) / 2)];
  const luma = Buffer.alloc(WIDTH * HEIGHT, WALL);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const dark = code.data[Math.floor(y / module_px)]?.[Math.floor(x / module_px)];
      luma[(top + y) * WIDTH + left + x] = dark ? INK : PAPER;
    }
  }
  const grey = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, grey]);
  writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]));
  return path;
}
