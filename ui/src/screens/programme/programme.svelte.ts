import { t, words } from '../../i18n/words.svelte';
import { call } from '../../ipc/call';
import type { PlanView, VisitRow } from '../../ipc/generated';
import { DAYS_OF_WEEK } from '../../kit/codes';
import { app, attempt } from '../../state/app.svelte';
import { Turns } from '../../state/turns';
import { type Window, byDays, daysOf, inMonth, isDay, monthAt, onDay, shifted, wholeMonth } from './months';

export const VIEWS = ['calendar', 'timeline', 'map', 'list'] as const;
export type View = (typeof VIEWS)[number];

/** How far the pointer goes before it drags, pixels. */
const DRAG_FROM_PX = 6;

/** A visit of the year, or a plan that has not become one. */
export interface Entry {
  id: string;
  name: string;
  from: string;
  to: string;
  plan: PlanView | null;
  visit: VisitRow | null;
}

/** A place that is about to be planned. */
export interface Scheduling {
  place: string;
  name: string;
  /** The month or the day. */
  on: string;
}

/** Where something can be let go: a month or a day; a month on purpose without saying a day. */
export interface Target {
  on: string;
  open: boolean;
}

/** What can be dragged, and what becomes of it. */
interface Draggable {
  name: string;
  drop: (target: Target) => void;
}

/** What is dragged, and where to. */
interface Dragged {
  name: string;
  x: number;
  y: number;
  target: Target | null;
}

/** What stands in the year, by day: plans that became visits are these visits. */
export function entries(plans: PlanView[], visits: VisitRow[]): Entry[] {
  const planned = plans.filter((plan) => plan.visit === null && plan.state !== 'dropped');
  const all = [
    ...planned.map((plan) => ({ id: plan.id, name: plan.place_name, from: plan.facts.from, to: plan.facts.to, plan, visit: null })),
    ...visits.map((visit) => ({ id: visit.id, name: visit.place_name, from: visit.starts_on, to: visit.ends_on ?? visit.starts_on, plan: null, visit })),
  ];
  return all.sort((a, b) => a.from.localeCompare(b.from) || a.name.localeCompare(b.name));
}

/** What an entry is, in words. */
export function standing({ plan, visit }: Entry): string {
  if (visit?.called_off) return t('visit-called-off');
  if (visit) return words.code('phase', visit.phase);
  return plan ? planState(plan) : '';
}

/** Where a plan stands, in words. */
export function planState(plan: PlanView): string {
  return words.code('plan-state', plan.missed ? 'missed' : plan.state);
}

/** What can be dragged of an entry: a plan. A visit is changed where it stands. */
export function draggable(desk: ProgrammeDesk, { name, plan }: Entry): Draggable | null {
  return plan && { name, drop: (target) => void desk.move(plan, desk.dropped(plan, target)) };
}

/** The keys that move a plan, as screen readers say them. */
export const MOVING_KEYS = ['Control', 'Control+Shift'].flatMap((held) => [`${held}+ArrowLeft`, `${held}+ArrowRight`]).join(' ') + ' Control+Shift+ArrowUp Control+Shift+ArrowDown';

/** Where something dragged would go, in words; its name while that is nowhere. */
export function whereTo({ name, target }: Dragged): string {
  if (!target) return name;
  return isDay(target.on) ? t('day-drop', { day: words.day(target.on) }) : t('month-drop', { month: words.month(target.on) });
}

/** The screen of the programme: what is being planned, and what is dragged. */
export class ProgrammeDesk {
  scheduling = $state<Scheduling | null>(null);
  exporting = $state(false);
  /** The month whose days are shown. */
  month = $state<string | null>(null);
  dragged = $state<Dragged | null>(null);

  /** The plan that keys moved, and to where: what stands for it there takes the focus. */
  #held: { id: string; from: string } | null = null;

  /** The days that keys took a plan through: while what is shown of it has not followed, a key goes on from the last. */
  #passed: { id: string; days: Window[] } | null = null;
  readonly #turns = new Turns();

  /** Moves a plan to other days, with a way back. */
  move(plan: PlanView, to: Window): Promise<boolean> {
    this.#passed = null;
    return this.#write(plan, to);
  }

  async #write(plan: PlanView, { from, to }: Window): Promise<boolean> {
    const was = plan.facts;
    if (was.from === from && was.to === to) return true;
    const facts = { ...was, from, to };
    return attempt(async () => {
      app.keep((await call('plan_set', { plan: plan.id, was, facts })).saved_at);
      app.say(moved(from, to), () => {
        this.#passed = null;
        void attempt(async () => app.keep((await call('plan_set', { plan: plan.id, was: facts, facts: was })).saved_at));
      });
    });
  }

  /** Where a plan goes that is let go somewhere: on a day, on a month, or where the days of its month are left open. */
  dropped(plan: PlanView, { on, open }: Target): Window {
    if (isDay(on)) return onDay(plan.facts, on);
    if (open) return daysOf(on);
    return plan.facts.from.startsWith(on) ? plan.facts : inMonth(plan.facts, on);
  }

  /**
   * Control and an arrow move a plan by a month, in the direction that the reader reads; with Shift by a day, or by a week up
   * and down. What is made anew where it goes to takes the focus again, where that is to `follow`.
   */
  keys(event: KeyboardEvent, plan: PlanView, follow = false): void {
    const forward = words.direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const along = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
    const across = event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown');
    if (!event.ctrlKey || (!along && !across)) return;
    event.preventDefault();
    // A key held down moves a plan once.
    if (event.repeat) return;
    const by = event.key === forward || event.key === 'ArrowDown' ? 1 : -1;
    const days = across ? by * DAYS_OF_WEEK.length : by;
    const monthly = !event.shiftKey;
    void this.#turns.run(() => this.#step(plan, (at) => (monthly ? inMonth(at, shifted(at.from.slice(0, 7), by)) : byDays(at, days)), follow));
  }

  /** One step of a key, from where the step before it led. */
  async #step(plan: PlanView, next: (at: Window) => Window, follow: boolean): Promise<void> {
    const passed = this.#passed?.id === plan.id ? this.#passed.days : [];
    const isShown = ({ from, to }: Window): boolean => from === plan.facts.from && to === plan.facts.to;
    const last = passed.at(-1);
    const behind = last !== undefined && !isShown(last) && passed.some(isShown);
    const facts = behind ? { ...plan.facts, from: last.from, to: last.to } : plan.facts;
    const to = next(facts);
    if (!(await this.#write({ ...plan, facts }, to))) {
      this.#passed = null;
      return;
    }
    this.#passed = { id: plan.id, days: [...(behind ? passed : [{ from: facts.from, to: facts.to }]), to] };
    if (!follow) return;
    this.#held = { id: plan.id, from: to.from };
    if (this.month !== null && to.from.slice(0, 4) === this.month.slice(0, 4)) this.month = to.from.slice(0, 7);
  }

  /** Whether what stands for a plan now is what keys moved: told once, to the first that asks. */
  takesFocus({ id, from }: Entry): boolean {
    if (this.#held?.id !== id || this.#held.from !== from) return false;
    this.#held = null;
    return true;
  }

  /** Lets something be dragged onto a day or a month: by its handle, with a mouse, a pen or a finger. */
  readonly drag = (node: HTMLElement, what: Draggable | null) => {
    let said = what;
    let start: { x: number; y: number } | null = null;
    /** A link that was dragged is not followed. */
    let wasDragged = false;
    const down = (event: PointerEvent): void => {
      wasDragged = false;
      if (event.button !== 0 || said === null) return;
      start = { x: event.clientX, y: event.clientY };
      node.setPointerCapture(event.pointerId);
    };
    const over = (event: PointerEvent): void => {
      if (!start || said === null) return;
      const far = Math.hypot(event.clientX - start.x, event.clientY - start.y) > DRAG_FROM_PX;
      if (far || this.dragged) this.dragged = { name: said.name, x: event.clientX, y: event.clientY, target: under(event.clientX, event.clientY) };
    };
    const up = (): void => {
      const target = this.dragged?.target;
      wasDragged ||= this.dragged !== null;
      stop();
      if (target) said?.drop(target);
    };
    const clicked = (event: MouseEvent): void => {
      // A key that presses the link is no end of a drag.
      if (wasDragged && event.detail > 0) event.preventDefault();
      wasDragged = false;
    };
    const stop = (): void => {
      start = null;
      this.dragged = null;
    };
    const escaped = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !start || !this.dragged) return;
      wasDragged = true;
      stop();
    };
    node.addEventListener('pointerdown', down);
    node.addEventListener('pointermove', over);
    node.addEventListener('pointerup', up);
    node.addEventListener('pointercancel', stop);
    node.addEventListener('click', clicked);
    window.addEventListener('keydown', escaped);
    return {
      update: (next: Draggable | null) => {
        said = next;
      },
      destroy: () => {
        window.removeEventListener('keydown', escaped);
        // A row that is scrolled out of sight takes with it what was dragged from it.
        if (start) stop();
      },
    };
  };
}

/** What is under the pointer that something can be let go on. Of a year along a line, the month follows from how far along it is. */
function under(x: number, y: number): Target | null {
  const closest = (name: string): HTMLElement | undefined =>
    document.elementsFromPoint(x, y).map((found) => found.closest<HTMLElement>(`[data-${name}]`)).find((found) => found !== null);
  const day = closest('day')?.dataset['day'];
  if (day) return { on: day, open: false };
  const open = closest('open')?.dataset['open'];
  if (open) return { on: open, open: true };
  const month = closest('month')?.dataset['month'];
  if (month) return { on: month, open: false };
  const line = closest('year');
  if (!line) return null;
  const { left, width } = line.getBoundingClientRect();
  const part = (x - left) / Math.max(1, width);
  return { on: monthAt(Number(line.dataset['year']), words.direction === 'rtl' ? 1 - part : part), open: false };
}

/** That something was moved, and to where. */
function moved(from: string, to: string): string {
  const month = wholeMonth(from, to);
  return month ? t('plan-moved', { month: words.month(month) }) : t('plan-moved-days', { days: daysInWords(from, to) });
}

/** The days of a window. */
export const daysInWords = (from: string, to: string): string => (from === to ? words.day(from) : `${words.day(from)} – ${words.day(to)}`);
