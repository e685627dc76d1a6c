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
afterAll(() => queue.stop())

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
  release()
})
