import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { payments } from '@/db/schema/payment'
import { command } from '@/lib/command/command'
import { claimQueryInput } from './payment.input'
import { queryDelaySeconds } from './payment.rules'
import { queryDue } from './query-due'

/**
 * Takes the next question to the gateway for oneself, if one is due: pages and sweeps never ask twice at once.
 * Where somebody watches the page, it is due sooner.
 */
export const claimQuery = command({
  name: 'payment.claim-query',
  by: 'system',
  input: claimQueryInput,
  async run({ tx, now }, { paymentId, watched }) {
    const [found] = await tx
      .select({ queries: payments.queries, due: queryDue(watched) })
      .from(payments)
      .where(eq(payments.id, paymentId))
      .for('no key update', { skipLocked: true })
    if (!found?.due) return null
    const [claimed] = await tx
      .update(payments)
      .set({
        queries: found.queries + 1,
        lastQueryAt: sql`now()`,
        nextQueryAt: sql`now() + ${queryDelaySeconds(found.queries + 1)} * interval '1 second'`,
      })
      .where(eq(payments.id, paymentId))
      .returning()
    if (!claimed) return null
    const timeOver = claimed.expiresAt <= now
    return { ...claimed, timeOver, over: timeOver || claimed.status === 'closed' }
  },
  audit: ({ paymentId }, claimed) => claimed && { subject: paymentId, detail: { queries: claimed.queries } },
})
