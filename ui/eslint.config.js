import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Nothing carries markup: text is drawn as text. */
const noMarkup = {
  'svelte/no-at-html-tags': 'error',
  'no-restricted-properties': [
    'error',
    { property: 'innerHTML', message: 'The screen renders blocks, never markup.' },
    { property: 'outerHTML', message: 'The screen renders blocks, never markup.' },
    { property: 'insertAdjacentHTML', message: 'The screen renders blocks, never markup.' },
  ],
};

/** lib ← shared ← features ← views; a feature does not import another feature. */
const rooms = (files, forbidden) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: forbidden.map((group) => ({ group: [group] })) }] },
});

export default ts.config(
  { ignores: ['dist', 'src/lib/paraglide', 'src/lib/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  { rules: { ...noMarkup, 'no-restricted-globals': ['error', 'fetch', 'XMLHttpRequest', 'WebSocket'] } },
  rooms(['src/lib/**'], ['$shared/*', '$features/*', '**/shared/*', '**/features/*', '**/views/*']),
  rooms(['src/shared/**'], ['$features/*', '**/features/*', '**/views/*']),
  {
    files: ['src/shared/**'],
    rules: {
      // What is shown may be named; what acts may not be called.
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: ['$lib/bindings'], allowTypeImports: true }] },
      ],
    },
  },
  rooms(['src/features/**'], ['$features/*', '../*/*', '**/views/*']),
);
