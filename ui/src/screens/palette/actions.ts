import { LANGUAGES, t } from '../../i18n/words.svelte';
import { TEXT_SIZES, THEMES_OF_SCREEN } from '../../kit/codes';
import { app } from '../../state/app.svelte';
import { link, route } from '../../state/route.svelte';

/** Something to do, or a screen to go to. */
export interface Action {
  id: string;
  label: string;
  run: () => void;
}

const SCREENS = ['today', 'programme', 'places', 'visits', 'findings', 'recommendations', 'numbers', 'merge', 'reprisals', 'team', 'settings'];

const to = (path: string) => (): void => route.go(path);

function looks(): Action[] {
  const look = app.status?.appearance;
  if (!look) return [];
  const languages = Object.entries(LANGUAGES)
    .filter(([language]) => language !== look.language)
    .map(([language, name]) => ({ id: `language-${language}`, label: t('action-language', { name }), run: () => void app.look({ language }) }));
  const themes = THEMES_OF_SCREEN.filter((theme) => theme !== look.theme).map((theme) => ({
    id: `theme-${theme}`,
    label: t('action-theme', { name: t(`look-${theme}`) }),
    run: () => void app.look({ theme }),
  }));
  const sizes = [
    { id: 'text-larger', text_percent: TEXT_SIZES.find((size) => size > look.text_percent) },
    { id: 'text-smaller', text_percent: TEXT_SIZES.findLast((size) => size < look.text_percent) },
  ].flatMap(({ id, text_percent }) => (text_percent ? [{ id, label: t(`action-${id}`), run: () => void app.look({ text_percent }) }] : []));
  const hand = { id: 'hand', label: t(look.left_handed ? 'action-right-hand' : 'action-left-hand'), run: () => void app.look({ left_handed: !look.left_handed }) };
  return [...languages, ...themes, ...sizes, hand];
}

/** Everything that can be done from anywhere. */
export function actions(): Action[] {
  return [
    { id: 'lock', label: t('lock-now'), run: () => void app.lock() },
    { id: 'visit-plan', label: t('visit-plan'), run: to('visits/new') },
    { id: 'programme-propose', label: t('programme-propose'), run: to('programme/propose') },
    { id: 'programme-draw', label: t('draw-title'), run: to('programme/draw') },
    { id: 'recommendation-add', label: t('recommendation-add'), run: to('recommendations/new') },
    { id: 'place-import', label: t('table-import'), run: to('places/import') },
    { id: 'authorities', label: t('nav-authorities'), run: to('authorities') },
    { id: 'body', label: t('nav-body'), run: to('body') },
    { id: 'place-add', label: t('place-add'), run: to('places/new') },
    { id: 'capture', label: t('action-capture'), run: to('capture') },
    { id: 'bundle-write', label: t('bundle-write'), run: to('team/bundle-out') },
    { id: 'recovery', label: t('back-in'), run: to('recovery') },
    { id: 'keys', label: t('action-keys'), run: () => (app.keys = true) },
    ...looks(),
  ];
}

export const screens = (): { id: string; label: string; href: string }[] =>
  SCREENS.map((path) => ({ id: path, label: t(`nav-${path}`), href: link(path) }));

/** Whether a label has every word of what was typed, in any order. */
export function matches(label: string, query: string): boolean {
  const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
  return folded(query).split(/\s+/).every((word) => folded(label).includes(word));
}
