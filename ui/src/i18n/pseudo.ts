const ACCENTS: Record<string, string> = {
  a: 'á', b: 'ƀ', c: 'ç', d: 'đ', e: 'é', g: 'ĝ', h: 'ĥ', i: 'í', j: 'ĵ', k: 'ķ', l: 'ļ', n: 'ñ', o: 'ó', r: 'ŕ',
  s: 'š', t: 'ţ', u: 'ú', w: 'ŵ', y: 'ý', z: 'ž', A: 'Á', C: 'Ç', E: 'É', I: 'Í', N: 'Ñ', O: 'Ó', S: 'Š', U: 'Ú',
};
/** Longest languages take so much more room than English. */
const GROWTH = 0.4;

/** Accents on every letter and two fifths more length: what is still plain was never translated. */
export function accented(text: string): string {
  const marked = [...text].map((letter) => ACCENTS[letter] ?? letter).join('');
  const letters = text.replace(/[^\p{L}]/gu, '').length;
  return marked + '·'.repeat(Math.ceil(letters * GROWTH));
}

/** English words forced from right to left. */
export function mirrored(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => `\u202E${word}\u202C`);
}
