import { render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, it } from 'vitest';
import { words } from '../i18n/words.svelte';
import Loader from './Loader.svelte';

it('says that a part cannot be shown where drawing it fails', async () => {
  const children = createRawSnippet(() => ({
    render: (): string => {
      throw new RangeError('Invalid time value');
    },
  }));
  render(Loader, { load: () => Promise.resolve('read'), children });
  expect((await screen.findByRole('alert')).textContent).toContain(words.say('panel-failed'));
  expect(screen.queryByText(words.say('loading'))).toBeNull();
});

it('shows a date that is none here as it came', () => {
  for (const odd of ['-0001-01-01', '+10000-01-01', 'soon']) {
    expect([words.day(odd), words.away(odd), words.moment(odd), words.time(odd)]).toEqual([odd, odd, odd, odd]);
  }
  expect(words.day('2026-03-02')).toContain('2026');
});
