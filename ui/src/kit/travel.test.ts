import { afterEach, expect, it } from 'vitest';
import { words } from '../i18n/words.svelte';
import { saidLoad } from './travel';

const NOTHING = { places: 0, visits: 0, interviews: 0, plans: 0, recommendations: 0 };
/** Without the marks that keep numbers apart from what is written around them. */
const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, '');

afterEach(() => {
  words.language = 'en';
});

it('says of which kinds there are records, and nothing of those of which there are none', () => {
  expect(plain(saidLoad({ ...NOTHING, places: 1, interviews: 12, plans: 2 }))).toBe('one place, 12 interviews, and 2 planned visits');
  expect(plain(saidLoad({ ...NOTHING, visits: 1 }))).toBe('one visit');
  expect(saidLoad(NOTHING)).toBe('');
  words.language = 'ar';
  expect(plain(saidLoad({ ...NOTHING, places: 2, recommendations: 1 }))).toBe('مكانان وتوصية واحدة');
});
