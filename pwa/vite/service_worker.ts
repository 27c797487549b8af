import { join, resolve } from 'node:path';
import { build, type Plugin, type ResolvedConfig } from 'vite';
import { injectManifest } from 'workbox-build';

const SOURCE = 'src/service_worker.ts';
const BUILT = 'service_worker.js';
/** More than the whole app: a file left out of the list would be missing when there is no signal. */
const FILE_BYTES_MAX = 4 * 1024 * 1024;

/**
 * Builds the service worker as one classic script beside the finished app, and writes into it the list of files
 * that make the app start with no network. The app registers it by itself, under its own Trusted Types policy.
 */
export function serviceWorker(): Plugin {
  let config: ResolvedConfig | undefined;
  return {
    name: 'lantern-service-worker',
    apply: (_config, { command, mode }) => command === 'build' && mode !== 'test',
    configResolved(resolved) {
      config = resolved;
    },
    // "post", so that every file it lists is on disk; not at the close, which comes after a failed build too.
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        if (config === undefined) throw new Error('Vite gave no configuration');
        const folder = resolve(config.root, config.build.outDir);
        await bundle(config, folder);
        await listFiles(folder);
      },
    },
  };
}

async function bundle(config: ResolvedConfig, folder: string): Promise<void> {
  await build({
    configFile: false,
    root: config.root,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'es2023',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: join(config.root, SOURCE),
        output: { format: 'iife', entryFileNames: BUILT, codeSplitting: false },
      },
    },
  });
}

async function listFiles(folder: string): Promise<void> {
  const { warnings } = await injectManifest({
    swSrc: join(folder, BUILT),
    swDest: join(folder, BUILT),
    globDirectory: folder,
    globPatterns: ['index.html', 'manifest.webmanifest', '*.{svg,png}', '{assets,vault}/**/*'],
    // Their names already hold a hash of their bytes.
    dontCacheBustURLsMatching: /^(assets|vault)\//,
    maximumFileSizeToCacheInBytes: FILE_BYTES_MAX,
  });
  if (warnings.length > 0) throw new Error(`The list of files is not complete: ${warnings.join('; ')}`);
}
