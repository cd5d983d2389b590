import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte(), svelteTesting()],
        server: { fs: { allow: ['..'] } },
        test: { name: 'parts', include: ['src/**/*.test.ts'], environment: 'jsdom' },
      },
      {
        // The built page in Chromium, over the real use cases and the real store.
        // What is waited for may take long on a busy machine; what never comes is a failure all the same. Each file has a vault
        // and a browser of its own: while one waits, another runs.
        test: {
          ...{ name: 'screens', include: ['e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 120_000, maxWorkers: 2 },
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        // What it takes to scroll, measured by hand and never by the tests.
        test: { name: 'frames', include: ['bench/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 600_000, fileParallelism: false },
      },
    ],
  },
});
