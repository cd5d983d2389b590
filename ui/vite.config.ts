import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte()],
  // The policy of the window allows no data: styles or scripts: everything is a file. It lies on the
  // device, so that one script of some hundred kB (the limit is in kB) costs nobody a download. The largest
  // are the outlines of the map, which are read when somebody opens it.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 800 },
  server: { fs: { allow: ['..'] } },
});
