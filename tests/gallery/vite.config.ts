// Serves the gallery on this machine alone; it is in no build.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: fileURLToPath(new URL('../../node_modules/.vite/gallery', import.meta.url)),
  server: { host: '127.0.0.1', port: 5199, fs: { allow: [fileURLToPath(new URL('../..', import.meta.url))] } },
});
