import 'server-only'
import { businessClock } from '@/db/schema/command'
import { SYSTEM } from '@/lib/auth/actor'
import { read } from './read'

/** Business now and how far it runs ahead of the database's clock. */
export async function getClock(): Promise<{ now: Date; offsetMs: number }> {
  return read(SYSTEM, async (tx, now) => {
    const [clock] = await tx.select().from(businessClock)
    return { now, offsetMs: clock?.offsetMs ?? 0 }
  })
}
