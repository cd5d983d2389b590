import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import type { AreaUnit } from '../ipc/generated';
import UnitSuggestions from './UnitSuggestions.svelte';

const told = vi.hoisted(() => vi.fn(() => Promise.resolve({ id: 'u1', saved_at: '2026-03-02T10:00:00Z' })));
vi.mock('../ipc/call', () => ({ call: told, onRefused: () => () => undefined, Refused: class extends Error {} }));

const unit = (id: string, name: string, areas: string[]): AreaUnit => ({ id, name, regime: '', gender: null, areas });

it('suggests the units for which no area stands, and makes one of them an area at one tap', async () => {
  const added = vi.fn();
  render(UnitSuggestions, { visit: 'v', units: [unit('u1', 'Wing C', []), unit('u2', 'Block A', ['u2'])], added });
  expect(screen.getAllByRole('button')).toHaveLength(1);
  await fireEvent.click(screen.getByRole('button', { name: /^Wing C/ }));
  await vi.waitFor(() => expect(added).toHaveBeenCalledWith('u1'));
  expect(told).toHaveBeenCalledWith('area_add', { visit: 'v', name: '', unit: 'u1' });
});
