import { afterEach, expect, test, vi } from 'vitest'
import { owner } from '@/tests/support/database'
import { databaseState } from './database-state.queries'

const [{ name } = { name: '' }] = await owner<{ name: string }[]>`select current_database() as name`

/** Whether the product's connections may write from now on; those it has are cut, as when a standby takes over. */
async function mayWrite(may: boolean): Promise<void> {
  const setting = may ? 'reset default_transaction_read_only' : 'set default_transaction_read_only = on'
  await owner.unsafe(`alter role billing_app in database ${name} ${setting}`)
  await owner`select pg_terminate_backend(pid) from pg_stat_activity
    where usename = 'billing_app' and datname = ${name}`
}

afterEach(async () => {
  await mayWrite(true)
  await owner`grant select on drizzle.__drizzle_migrations to system`
  // The connections are cut at every end, and the first to notice is answered that the database is out of reach.
  await vi.waitUntil(async () => (await databaseState()) === 'ok')
})

test('a database that takes writes and has every migration is ok', async () => {
  expect(await databaseState()).toBe('ok')
})

test('one that takes no writes is named, and is ok again by itself', async () => {
  await mayWrite(false)
  await vi.waitUntil(async () => (await databaseState()) === 'read-only')
  await mayWrite(true)
  await vi.waitUntil(async () => (await databaseState()) === 'ok')
})

test('one whose schema is older than this server is behind, a newer one is not', async () => {
  const shift = (ms: number) => owner`update drizzle.__drizzle_migrations set created_at = created_at + ${ms}`
  await shift(-1)
  expect(await databaseState()).toBe('migrations-behind')
  await shift(2)
  expect(await databaseState()).toBe('ok')
  await shift(-1)
})

test('one that lacks what this server asks for is behind too', async () => {
  await owner`revoke select on drizzle.__drizzle_migrations from system`
  expect(await databaseState()).toBe('migrations-behind')
})
