// Builds the renderer, the same files for both hosts.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'src-renderer',
  base: '/',
  resolve: {
    alias: {
      // The router's usage statistics need `unsafe-eval` and write to localStorage.
      '@vaadin/vaadin-usage-statistics/vaadin-usage-statistics.js': fileURLToPath(
        new URL('src-renderer/app/no-usage-statistics.ts', import.meta.url),
      ),
    },
  },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The bundle carries other people's libraries into the package, so it carries their licences too.
    license: { fileName: 'licences.md' },
  },
});
