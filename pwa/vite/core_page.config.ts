import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Builds the core's page beside the app's own rules: same worker folder, same policy, no screens. */
export default defineConfig({
  root: join(import.meta.dirname, '..', 'core_page'),
  define: { __LANTERN_BUILD__: JSON.stringify('core page') },
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false }, emptyOutDir: true },
  worker: {
    format: 'es',
    rolldownOptions: { output: { entryFileNames: 'vault/[name]-[hash].js', chunkFileNames: 'vault/[name]-[hash].js' } },
  },
});
