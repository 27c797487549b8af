import type { Plugin } from 'vite';

/** Read by V8 at the top of a file alone: after a first statement it counts for nothing. */
const HINT = '//# allFunctionsCalledOnLoad\n';

/** The named files are compiled whole by the browser's own thread while they are loaded. Runs after Vite, which puts a first line of its own. */
export function compiledWhole(names: ReadonlySet<string>): Plugin {
  return {
    name: 'compiled-whole',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) if (file.type === 'chunk' && names.has(file.name)) file.code = HINT + file.code;
      },
    },
  };
}
