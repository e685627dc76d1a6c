import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const database = [
  '**/*.{command,queries,load,step,flow,db}.test.{ts,tsx}',
  'lib/billing/**/*.job.test.ts',
  'tests/database/**/*.test.ts',
]
const elsewhere = ['**/node_modules/**', '**/.next/**', '**/.data/**', 'tests/e2e/**', 'tests/faults/**']

export default defineConfig({
  resolve: {
    alias: { 'server-only': at('./tests/support/empty.ts'), '@': at('.') },
  },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...elsewhere, ...database],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: database,
          exclude: elsewhere,
          globalSetup: ['tests/support/database-global.ts'],
          setupFiles: ['tests/support/database-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
