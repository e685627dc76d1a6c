import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { newId } from '@/lib/kernel/id'
import { owner } from '@/tests/support/database'
import { inTransaction } from './enter'
import { stage } from './outbox'
import { startQueue, type Queue } from './queue'

/** Jobs of this test's own; what other tests have staged is done at once. */
const own = new Set<string>()
const begun = vi.fn<(key: string) => void>()
let release: () => void
const released = new Promise<void>((resolve) => (release = resolve))
let queue: Queue

beforeAll(async () => {
  queue = await startQueue({
    'send-mail': async ({ key = '' }) => {
      if (!own.has(key)) return
      begun(key)
      await released
    },
  })
})
afterAll(() => {
  release()
  return queue.stop()
})

/** Stages a job, has it moved into the queue and waits until a worker has begun it. */
async function begin(): Promise<string> {
  const key = newId()
  own.add(key)
  await inTransaction(SYSTEM, 'read write', (tx) => stage(tx, { task: 'send-mail', payload: { key } }))
  await queue.dispatch()
  await vi.waitFor(() => expect(begun).toHaveBeenCalledWith(key))
  return key
}

const holderOf = async (key: string) => {
  const [job] = await owner<{ holder: string | null }[]>`
    select locked_by as holder from graphile_worker._private_jobs where payload->>'key' = ${key}`
  return job?.holder
}

/** The connections that hold a pool's lock: one, or none. */
const lockersOf = async (pool: string) => {
  const rows = await owner`
    select pid from pg_locks where locktype = 'advisory' and granted
      and (classid::bigint << 32 | objid::bigint) = hashtextextended(${pool}, 0)`
  return rows.map(({ pid }) => pid as number)
}

const makeOld = (key: string) => owner`
  update graphile_worker._private_jobs set locked_at = now() - interval '1 hour' where payload->>'key' = ${key}`

test('a job that runs for long stays with the server that lives; the job of one that was killed is free', async () => {
  const [running, orphaned] = [await begin(), await begin()]
  await Promise.all([running, orphaned].map(makeOld))
  await owner`
    update graphile_worker._private_jobs set locked_by = 'killed' where payload->>'key' = ${orphaned}`
  const holder = await holderOf(running)
  expect(holder).toBeTruthy()
  await queue.unlockDead()
  expect(await holderOf(running)).toBe(holder)
  expect(await holderOf(orphaned)).not.toBe('killed')
})

test('a server that loses the connection of its locks takes them again: its job is not run twice at once', async () => {
  const running = await begin()
  await makeOld(running)
  const holder = String(await holderOf(running))
  const [before] = await lockersOf(holder)
  expect(before).toBeTruthy()
  await owner`select pg_terminate_backend(${String(before)}::int)`
  await vi.waitFor(async () => expect(await lockersOf(holder)).not.toContain(before))
  await queue.unlockDead()
  expect(await holderOf(running)).toBe(holder)
  await vi.waitFor(async () => expect(await lockersOf(holder)).toHaveLength(1), { timeout: 10_000 })
})
