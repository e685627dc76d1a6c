import postgres from 'postgres'
import { expect, test, vi } from 'vitest'
import { owner } from '@/tests/support/database'
import { migrateDatabase } from './migrate'

const url = process.env['DATABASE_DIRECT_URL'] ?? ''
const history = () => owner`select hash, created_at from drizzle.__drizzle_migrations order by created_at`

test('two servers that migrate at once leave one history', async () => {
  const before = await history()
  await Promise.all([migrateDatabase(url), migrateDatabase(url)])
  expect(await history()).toEqual(before)
})

test('a busy table is not queued for: others pass, and the migration comes again', async () => {
  const busy = postgres(url, { max: 1 })
  const waits = async () => {
    const [row] = await owner<{ count: number }[]>`
      select count(*)::int from pg_locks where not granted and relation = 'drizzle.__drizzle_migrations'::regclass`
    return (row?.count ?? 0) > 0
  }
  const migrating = await busy.begin(async (tx) => {
    await tx`lock table drizzle.__drizzle_migrations in access exclusive mode`
    const work = migrateDatabase(url)
    await vi.waitUntil(waits, { timeout: 10_000 })
    await vi.waitUntil(async () => !(await waits()), { timeout: 10_000 })
    return { work }
  })
  await busy.end()
  await expect(migrating.work).resolves.toBeUndefined()
})
