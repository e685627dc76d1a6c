import 'server-only'
import { sql } from 'drizzle-orm'
import * as z from 'zod/mini'
import { businessClock } from '@/db/schema/command'
import { Refusal } from '@/lib/kernel/refusal'
import { command } from './command'

export const advanceClockInput = z.object({
  // Beyond it neither dates nor the database's own years have four digits any more.
  now: z.iso
    .datetime({ offset: true, error: 'moment-invalid' })
    .check(z.refine((now) => now < '3000', 'moment-invalid')),
})

/** Moves business now forward to a moment; it ticks on from there. Only where the test clock is on. */
export const advanceClock = command({
  name: 'clock.advance',
  by: 'system',
  input: advanceClockInput,
  async run({ tx }, { now: wanted }) {
    const [clock] = await tx.select().from(businessClock).for('no key update')
    const [moment] = await tx.execute(
      sql`select floor(extract(epoch from ${wanted}::timestamptz - now()) * 1000)::text as offset_ms`,
    )
    const offsetMs = Number(moment?.['offset_ms'])
    if (!clock || offsetMs < clock.offsetMs) throw new Refusal('clock.backwards')
    await tx.update(businessClock).set({ offsetMs })
    return { now: new Date(wanted), offsetMs }
  },
  audit: (_input, { offsetMs }) => ({ detail: { offsetMs } }),
})
