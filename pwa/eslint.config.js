import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';
import { noLiteralText } from './eslint/no_literal_text.js';
import svelteConfig from './svelte.config.js';

/** What a component may not open by itself: it asks `api/` or `state/`. */
const CORE_ONLY = {
  patterns: [
    { group: ['**/store/**', '**/vault/**', '**/sync/**'], message: 'A component asks the core through api/.' },
    { group: ['dexie', 'hash-wasm', 'workbox-*'], message: 'This belongs to the core or the service worker.' },
  ],
};

const NO_NETWORK = [
  { name: 'fetch', message: 'Only the core speaks to the server.' },
  { name: 'indexedDB', message: 'Only the core opens the database.' },
  { name: 'localStorage', message: 'Nothing is kept outside the encrypted store.' },
  { name: 'sessionStorage', message: 'Nothing is kept outside the encrypted store.' },
];

export default defineConfig(
  globalIgnores(['dist/', '**/*.gen.ts']),
  typescript.configs.strictTypeChecked,
  typescript.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // An empty function is a callback that has nothing to do; its place says so.
      '@typescript-eslint/no-empty-function': 'off',
      // It asks for `!`, which another rule forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // Wire names are snake_case, and an index signature is read with brackets on purpose (compiler option).
      '@typescript-eslint/dot-notation': 'off',
      'max-lines': ['error', 500],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser, svelteConfig } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': ['error', { allowTransitions: false }],
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
      'svelte/require-each-key': 'error',
      // It reports comments that svelte-check needs, as it does not see types.
      'svelte/no-unused-svelte-ignore': 'off',
      // A prop may be bound by the parent, so it is declared with `let` beside others that are not.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
      'max-lines-per-function': 'off',
      // A Map that is filled and read within one function needs no reactivity.
      'svelte/prefer-svelte-reactivity': 'off',
      // ESLint sees what other components hand over as `any`; svelte-check sees the real types.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // A screen without properties says so.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
    },
  },
  {
    files: ['src/{screens,forms,ui,state,records}/**/*.{ts,svelte}', 'src/App.svelte'],
    rules: {
      'no-restricted-imports': ['error', CORE_ONLY],
      'no-restricted-globals': ['error', ...NO_NETWORK],
    },
  },
  {
    files: ['src/{App,Shell}.svelte', 'src/navigation.ts', 'src/{ui,forms,screens,state,device}/**/*.{ts,svelte}', 'src/records/*/*.ts'],
    // The copy that a person is given and its dates are in the language of the law, not of the officer.
    ignores: ['**/*.test.ts', '**/*.fixture.ts', '**/texts.ts', 'src/ui/icons.ts', 'src/records/warning/{paper,dates,legal,pages}.ts'],
    plugins: { lantern: { rules: { 'no-literal-text': noLiteralText } } },
    rules: { 'lantern/no-literal-text': 'error' },
  },
  {
    files: ['src/**/texts.ts', 'src/language/*/**/*.ts'],
    // What a text returns is its words.
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    files: ['**/*.test.ts'],
    // A test's function is the list of its sentences.
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['*.js', 'eslint/*.js', '*.config.ts', 'vite/**/*.ts'],
    languageOptions: { parserOptions: { projectService: false, project: './tsconfig.node.json' } },
  },
  {
    files: ['eslint/*.js'],
    // A rule walks a tree of both languages that nobody has typed as one.
    extends: [typescript.configs.disableTypeChecked],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
);
