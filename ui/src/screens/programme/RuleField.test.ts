import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import type { Begun } from './RuleField.svelte';

const told: unknown[] = [];
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (_: string, { args }: { args: unknown }) => {
    told.push(args);
    return Promise.resolve({ saved_at: '' });
  },
}));
const { default: RuleField } = await import('./RuleField.svelte');

it('goes on with what was typed before its row was scrolled away, and keeps nothing once it is saved', async () => {
  let begun: Begun | undefined;
  const props = { label: 'Holm Gate', rule: 'place', of: 'p', now: 24, min: 1, max: 240, keep: (typed: Begun | undefined) => void (begun = typed) };
  const field = () => screen.getByLabelText<HTMLInputElement>('Holm Gate');
  render(RuleField, props);
  await fireEvent.input(field(), { target: { value: '7' } });
  cleanup();
  expect(begun).toEqual({ typed: '7', was: 24 });

  const { rerender } = render(RuleField, { ...props, begun });
  expect(field().value).toBe('7');
  await fireEvent.submit(field().form as HTMLFormElement);
  await rerender({ now: 7 });
  expect(told).toEqual([{ rule: 'place', of: 'p', was: 24, value: 7 }]);
  await vi.waitFor(() => expect(begun).toBeUndefined());
});
