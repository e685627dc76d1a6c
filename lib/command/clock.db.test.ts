import { expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { owner, refusalOf } from '@/tests/support/database'
import { advanceClock } from './advance-clock.command'
import { getClock } from './clock.queries'

test('the business clock moves forward only, ticks on, and the database itself refuses to turn it back', async () => {
  const start = await getClock()
  const wanted = new Date(start.now.getTime() + 3_600_000)
  await advanceClock(SYSTEM, { now: wanted.toISOString() })
  const moved = await getClock()
  expect(moved.now.getTime()).toBeGreaterThanOrEqual(wanted.getTime())
  expect(await refusalOf(advanceClock(SYSTEM, { now: start.now.toISOString() }))).toBe('clock.backwards')
  expect(await refusalOf(advanceClock(SYSTEM, { now: 'tomorrow' }))).toBe('input.invalid')
  await expect(owner`update business_clock set offset_ms = offset_ms - 1`).rejects.toThrow(
    /only moves forward/,
  )
  expect((await getClock()).offsetMs).toBe(moved.offsetMs)
})
