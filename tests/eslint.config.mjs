import { fileURLToPath } from 'node:url';
import { defineConfig } from 'eslint/config';
import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig(
  { ignores: ['**/node_modules/', '**/dist/', '**/.astro/', '**/data/', '**/public/', '**/test-results/'] },
  ...tseslint.configs.recommended,
  ...astro.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
    },
  },
  {
    // With types: an unawaited query is the mistake that matters most here, and only types show it. In the scripts of
    // pages src/cli/check/page-scripts.ts looks for it.
    files: ['src/**/*.ts', 'db/**/*.ts', 'tests/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    // Node reads these; Astro, Vitest, Playwright and ESLint ask for a default export.
    files: ['*.config.{ts,mjs}', '**/*.config.{ts,mjs}'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    // Migrations are frozen and know nothing of the present schema.
    files: ['db/migrations/*.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
);
