import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import { words } from '../i18n/words.svelte';
import type { VisitRow } from '../ipc/generated';
import VisitLine from './VisitLine.svelte';

const ROW: VisitRow = {
  id: 'v',
  place: 'p',
  place_name: 'Tarn Hill',
  place_type: 'prison',
  visit_kind: 'in_depth',
  phase: 'on_site',
  announced: false,
  starts_on: '2026-03-02',
  ends_on: null,
  answers: 3,
  interviews: 1,
  sealed_interviews: 0,
  conflicts: 0,
  called_off: false,
  sealed: false,
};
afterEach(cleanup);

it('says how many interviews of a visit are sealed for others, as the visit itself does', () => {
  const said = words.say('interviews-sealed', { count: 2 });
  const shown = render(VisitLine, { row: ROW });
  expect(screen.queryByText(said)).toBeNull();
  shown.unmount();
  render(VisitLine, { row: { ...ROW, sealed_interviews: 2 } });
  screen.getByText(said);
});
