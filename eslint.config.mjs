import next from 'eslint-config-next/core-web-vitals'
import tseslint from 'typescript-eslint'
import { house } from './eslint-rules/house.mjs'

const typescript = ['**/*.{ts,tsx}']
const product = ['{app,lib,components}/**/*.{ts,tsx}', 'middleware.ts', 'instrumentation.ts']
const tests = ['**/*.test.{ts,tsx}', 'tests/**/*.{ts,tsx}']
const stage = ['simulators/**/*', 'scripts/**/*', 'bench/**/*']
const settings = ['*.config.{js,mjs,ts}', '.dependency-cruiser.cjs', 'middleware.ts', 'instrumentation.ts']
const serverOnly = ['**/*.{command,queries,step,flow,job,load}.ts', 'db/client.ts']

export default tseslint.config(
  {
    ignores: [
      '.next/**',
      '.data/**',
      'node_modules/**',
      'db/migrations/**',
      'test-results/**',
      'playwright-report/**',
      'coverage/**',
      'next-env.d.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, plugins: { house } },
  ...next,
  {
    name: 'types',
    files: typescript,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false },
      ],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
    },
  },
  {
    name: 'size',
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true, IIFEs: true }],
    },
  },
  {
    name: 'the house',
    files: ['**/*.{ts,tsx,mjs,cjs,js}'],
    rules: {
      'house/business-clock': 'error',
      'house/environment-in-one-place': 'error',
    },
  },
  { name: 'money', files: [...product, 'db/**/*.ts'], rules: { 'house/money-stays-whole': 'error' } },
  {
    name: 'the product',
    files: product,
    rules: { 'house/transactions-in-command': 'error', 'no-console': 'error' },
  },
  { name: 'server only', files: serverOnly, rules: { 'house/server-only-first': 'error' } },
  { name: 'rules files', files: ['**/*.rules.ts'], rules: { 'house/rules-wait-for-nothing': 'error' } },
  { name: 'query files', files: ['**/*.queries.ts'], rules: { 'house/queries-only-read': 'error' } },
  {
    name: 'where a plot turns fen into pixels and never back',
    files: ['components/chart/**/*.{ts,tsx}'],
    rules: { 'house/money-stays-whole': 'off' },
  },
  {
    name: 'where transactions are opened',
    files: ['lib/command/**/*', ...tests],
    rules: { 'house/transactions-in-command': 'off' },
  },
  {
    name: 'where the real clock is read',
    files: ['lib/command/clock.ts', ...stage, ...tests],
    rules: { 'house/business-clock': 'off' },
  },
  {
    name: 'where the environment is read',
    files: ['lib/env.ts', ...settings, ...stage, ...tests],
    rules: { 'house/environment-in-one-place': 'off' },
  },
  {
    name: 'tests',
    files: tests,
    rules: {
      'max-lines-per-function': 'off',
      'no-console': 'off',
      'house/money-stays-whole': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { name: 'settings', files: settings, rules: { 'import/no-anonymous-default-export': 'off' } },
  {
    name: 'playwright fixtures are not React hooks',
    files: ['tests/e2e/**/*.ts'],
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
)
