import { t, words } from '../../i18n/words.svelte';
import { call } from '../../ipc/call';
import type { PlanView, VisitRow } from '../../ipc/generated';
import { app, attempt } from '../../state/app.svelte';
import { daysOf, shifted } from './months';

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
  month: string;
}

/** What is dragged, and where to. */
interface Dragged {
  name: string;
  x: number;
  y: number;
  month: string | null;
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

/** The screen of the programme: what is being planned, and what is dragged. */
export class ProgrammeDesk {
  scheduling = $state<Scheduling | null>(null);
  exporting = $state(false);
  /** The month whose days are shown. */
  month = $state<string | null>(null);
  dragged = $state<Dragged | null>(null);

  /** Moves a plan to another month, with a way back. */
  move(plan: PlanView, month: string): Promise<boolean> {
    const was = plan.facts;
    if (plan.month === month) return Promise.resolve(true);
    return attempt(async () => {
      const facts = { ...was, ...daysOf(month) };
      app.keep((await call('plan_set', { plan: plan.id, was, facts })).saved_at);
      app.say(t('plan-moved', { month: words.month(month) }), () => {
        void attempt(async () => app.keep((await call('plan_set', { plan: plan.id, was: facts, facts: was })).saved_at));
      });
    });
  }

  /** Control and an arrow move a plan by a month, in the direction that the reader reads. */
  keys(event: KeyboardEvent, plan: PlanView): void {
    const forward = words.direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (!event.ctrlKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    void this.move(plan, shifted(plan.facts.from.slice(0, 7), event.key === forward ? 1 : -1));
  }

  /** Lets something be dragged onto a month: by its handle, with a mouse, a pen or a finger. */
  readonly drag = (node: HTMLElement, what: { name: string; drop: (month: string) => void }) => {
    let said = what;
    let start: { x: number; y: number } | null = null;
    /** It went somewhere since it was pressed. */
    let went = false;
    const under = (event: PointerEvent): string | null =>
      document.elementsFromPoint(event.clientX, event.clientY).map((found) => found.closest<HTMLElement>('[data-month]')?.dataset['month']).find(Boolean) ?? null;
    const down = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      start = { x: event.clientX, y: event.clientY };
      went = false;
      node.setPointerCapture(event.pointerId);
    };
    const moved = (event: PointerEvent): void => {
      if (!start) return;
      went ||= Math.hypot(event.clientX - start.x, event.clientY - start.y) > DRAG_FROM_PX;
      if (went) this.dragged = { name: said.name, x: event.clientX, y: event.clientY, month: under(event) };
    };
    const up = (): void => {
      const month = this.dragged?.month;
      stop();
      if (month) said.drop(month);
    };
    const stop = (): void => {
      start = null;
      this.dragged = null;
    };
    const clicked = (event: MouseEvent): void => {
      // Letting go is a click, too: what was dragged is not opened. A click by key has moved nothing.
      if (went && event.detail > 0) event.preventDefault();
    };
    const escaped = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && this.dragged) stop();
    };
    node.addEventListener('pointerdown', down);
    node.addEventListener('pointermove', moved);
    node.addEventListener('pointerup', up);
    node.addEventListener('pointercancel', stop);
    node.addEventListener('click', clicked);
    window.addEventListener('keydown', escaped);
    return {
      update: (next: { name: string; drop: (month: string) => void }) => {
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
