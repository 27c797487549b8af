/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { env } from 'node:process';
import { defineConfig } from 'vite';
import { compiledWhole } from './vite/compiled_whole.ts';
import { serviceWorker } from './vite/service_worker.ts';

/** What runs where the page's own interface would only be in the way. */
const CORE = ['api', 'device', 'lib', 'store', 'sync', 'vault'].map((name) => `src/${name}/**/*.test.ts`);

/** Names the build in every change: the version, then a hash of what it was built from. */
const BUILD = env['LANTERN_BUILD'] ?? '0.1.0+development';

/** Each file asked for costs a slow phone 5 ms of its main thread, however small: what many screens share comes in few files. */
const GROUPS = [
  { name: 'svelte', test: /node_modules/, tags: ['$initial' as const], priority: 5 },
  { name: 'first', tags: ['$initial' as const], priority: 4 },
  // Declarations of record types stay by themselves: each comes with the first record of its type.
  { name: (id: string) => /\w+\.gen/.exec(id)?.[0] ?? null, test: /src\/records\/(?!problems)\w+\.gen/, priority: 3 },
  { name: 'shown', test: /src\/(ui\/(Card|Facts|SyncWord|Tag|choice)|forms\/(showing|scope|reading|texts)|records\/(validate|values|named_files)|state\/names|screens\/record\/(?!Edit|RecordPage|Write))\b/, priority: 2 },
  { name: 'written', test: /rolldown.runtime|src\/(forms\/|ui\/(TextArea|Chips|MomentField)|records\/(set_of|stamped|mapped)\b|state\/(streams|streets|authority)\b|lib\/streams)/, priority: 1 },
  { name: 'found', test: /src\/screens\/(check\/(finder|texts|words|CopyAge|Results)|find\/(texts|person_words|Related)|vehicle\/(texts|PlateMatches))\b/ },
];

/** What is not to be compiled function by function when a record is opened first. */
const AT_ONCE = new Set(['svelte', 'shown', 'index', 'RecordPage']);

export default defineConfig({
  plugins: [svelte(), compiledWhole(AT_ONCE), serviceWorker()],
  define: { __LANTERN_BUILD__: JSON.stringify(BUILD) },
  build: {
    target: 'es2023',
    manifest: true,
    // A data: address would have to be allowed by the Content-Security-Policy.
    assetsInlineLimit: 0,
    // The polyfill is an inline start script in disguise, and every browser we support has the real thing.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The map's drawing program, in a chunk of its own that is loaded when a map is opened.
    chunkSizeWarningLimit: 1200,
    // Which plugin took long depends on what else the machine does.
    rolldownOptions: { checks: { bundlerTimings: false }, output: { codeSplitting: { groups: GROUPS } } },
  },
  worker: {
    format: 'es',
    rolldownOptions: {
      // The vault has a folder of its own: the server adds 'wasm-unsafe-eval' to the policy of these answers alone.
      output: {
        entryFileNames: ({ name }) => `${name.startsWith('maplibre') ? 'assets' : 'vault'}/[name]-[hash].js`,
        chunkFileNames: 'vault/[name]-[hash].js',
      },
    },
  },
  server: { fs: { allow: ['..'] }, proxy: { '/api': 'http://127.0.0.1:8000' } },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'core', environment: 'node', include: CORE },
      },
      {
        extends: true,
        // Starts the real server: its own Python must be there.
        test: { name: 'live', environment: 'node', include: ['tests/live/**/*.test.ts'] },
      },
      {
        extends: true,
        plugins: [svelteTesting()],
        test: { name: 'screens', environment: 'happy-dom', include: ['src/**/*.test.ts'], exclude: CORE },
      },
    ],
  },
});
