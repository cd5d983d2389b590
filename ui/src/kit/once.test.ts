import { fireEvent, render, screen } from '@testing-library/svelte';
import type { Component } from 'svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import { nothingIsLaidOut } from './unlaid';

interface Told {
  name: string;
  answer: () => void;
  refuse: () => void;
}
const told: Told[] = [];
let drafts: Record<string, string> = {};
const saved = { id: 'new', saved_at: '' };
/** Answers questions at once; what adds something waits until the test answers it. */
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (name: string, { args }: { args: { key?: string; text?: string } }) => {
    if (name === 'draft_get') return Promise.resolve({ text: drafts[args.key ?? ''] ?? null });
    if (name === 'draft_put') drafts[args.key ?? ''] = args.text ?? '';
    if (!/_(add|start|arrive|create|begin)$/.test(name)) return Promise.resolve({ rows: [], members: [], ...saved });
    return new Promise((answer, refuse) => {
      told.push({ name, answer: () => answer(saved), refuse: () => refuse({ code: 'refused', field: null, retry_after_s: null }) });
    });
  },
}));
const { call } = await import('../ipc/call');
const { words } = await import('../i18n/words.svelte');
const { once, over } = await import('../state/once');
const parts = {
  task: (await import('./TaskForm.svelte')).default,
  comment: (await import('./CommentPanel.svelte')).default,
  area: (await import('./AreaList.svelte')).default,
  place: (await import('./PlaceForm.svelte')).default,
  visit: (await import('../screens/place/VisitForm.svelte')).default,
  timer: (await import('./AccessTimer.svelte')).default,
};

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 5));
const done = vi.fn();
const show = (part: Component<never>, props: object) => render(part as Component<Record<string, unknown>>, props as Record<string, unknown>);
const write = (label: string, text: string) => fireEvent.input(screen.getByLabelText(words.say(label)), { target: { value: text } });
const button = (key: string): HTMLElement => screen.getByRole('button', { name: words.say(key) });
const form = (): HTMLFormElement => document.querySelector('form') as HTMLFormElement;

/** Presses, lets a draft be written, and presses again, before anything is answered. */
async function twice(press: () => Promise<unknown>): Promise<void> {
  await press();
  void call('draft_put', { key: 'elsewhere', text: 'x' });
  await press();
  await settle();
  for (let at = 0; at < told.length; at += 1) {
    told[at]?.answer();
    await settle();
  }
}

beforeEach(() => {
  nothingIsLaidOut();
  told.splice(0);
  drafts = {};
  done.mockClear();
});

it('a form pressed twice with a draft written in between adds one task, and closes once', async () => {
  show(parts.task as Component<never>, { doc: 'd', members: [], done });
  await settle();
  await write('task-what', 'Ask for the register');
  await twice(() => fireEvent.submit(form()));
  expect(told.map(({ name }) => name)).toEqual(['task_add']);
  expect(done).toHaveBeenCalledTimes(1);
});

it('so do comments, areas, places, visits and the clock at the gate', async () => {
  const add = vi.fn(async (facts: never) => void (await call('place_add', facts)));
  const cases: { part: unknown; props: object; before: () => Promise<unknown>; press: () => Promise<unknown>; adds: string }[] = [
    { part: parts.comment, props: { doc: 'd' }, before: () => write('comment', 'See the yard'), press: () => fireEvent.submit(form()), adds: 'comment_add' },
    { part: parts.area, props: { visit: 'v', areas: [], units: [] }, before: () => write('area-add', 'Yard'), press: () => fireEvent.submit(form()), adds: 'area_add' },
    { part: parts.place, props: { draftKey: 'place/new', save: add }, before: settle, press: () => fireEvent.submit(form()), adds: 'place_add' },
    { part: parts.visit, props: { place: 'p', placeType: 'prison', done }, before: settle, press: () => fireEvent.submit(form()), adds: 'visit_create' },
    { part: parts.timer, props: { visit: 'v', waiting: [], here: null }, before: settle, press: () => fireEvent.click(button('stay-arrive')), adds: 'stay_arrive' },
  ];
  for (const one of cases) {
    told.splice(0);
    const { unmount } = show(one.part as Component<never>, one.props);
    await settle();
    await one.before();
    await twice(one.press);
    expect(told.map(({ name }) => name), one.adds).toEqual([one.adds]);
    unmount();
  }
});

it('another area typed while the first is under way is added as well', async () => {
  show(parts.area as Component<never>, { visit: 'v', areas: [], units: [] });
  await write('area-add', 'Yard');
  await fireEvent.submit(form());
  await write('area-add', 'Kitchen');
  await fireEvent.submit(form());
  told[0]?.answer();
  await settle();
  expect((screen.getByLabelText(words.say('area-add')) as HTMLInputElement).value, 'it is not forgotten with the first').toBe('Kitchen');
  told[1]?.answer();
  await settle();
  expect(told).toHaveLength(2);
});

it('a form closed and opened again while it is being saved begins anew', async () => {
  const first = show(parts.task as Component<never>, { doc: 'd', members: [], done });
  await settle();
  await write('task-what', 'Ask for the register');
  await settle();
  await fireEvent.submit(form());
  first.unmount();
  show(parts.task as Component<never>, { doc: 'd', members: [], done });
  await settle();
  await fireEvent.submit(form());
  told[0]?.answer();
  await settle();
  expect(told).toHaveLength(1);
  expect((screen.getByLabelText(words.say('task-what')) as HTMLTextAreaElement).value).toBe('');
});

it('what was refused may be meant again, and who pressed twice hears it once', async () => {
  const work = (): Promise<unknown> => call('access_start', { visit: 'v' });
  const [pressed, again] = [once('clock', work), once('clock', work)];
  const ended = over('clock');
  told[0]?.refuse();
  expect(await Promise.all([pressed, again])).toEqual([false, false]);
  await ended;
  const later = once('clock', work);
  told[1]?.answer();
  expect(await later).toBe(true);
  expect(told).toHaveLength(2);
});
