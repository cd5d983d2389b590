/** Letters that people type for each other, and that no normal form brings together: as the search of the vault takes them. */
const SAME: Record<string, string> = {
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
};
const SAME_LETTERS = new RegExp(`[${Object.keys(SAME).join('')}]`, 'gu');
/** Marks above and below letters, and the stroke that only draws an Arabic word longer. */
const MARKS = /[\p{M}\u0640]/gu;

/** A text as people look for it: whatever its case, its accents and the marks of its vowels. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(SAME_LETTERS, (letter) => SAME[letter] ?? letter);
}
