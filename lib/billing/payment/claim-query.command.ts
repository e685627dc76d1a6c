import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { payments } from '@/db/schema/payment'
import { command } from '@/lib/command/command'
import { paymentIdInput } from './payment.input'
import { queryDelaySeconds } from './payment.rules'

/** Takes the next question to the gateway for oneself, if one is due: pages and sweeps never ask twice at once. */
export const claimQuery = command({
  name: 'payment.claim-query',
  by: 'system',
  input: paymentIdInput,
  async run({ tx, now }, { paymentId }) {
    const [due] = await tx
      .select({ queries: payments.queries })
      .from(payments)
      .where(and(eq(payments.id, paymentId), sql`${payments.nextQueryAt} <= now()`))
      .for('no key update', { skipLocked: true })
    if (!due) return null
    const [claimed] = await tx
      .update(payments)
      .set({
        queries: due.queries + 1,
        nextQueryAt: sql`now() + ${queryDelaySeconds(due.queries + 1)} * interval '1 second'`,
      })
      .where(eq(payments.id, paymentId))
      .returning()
    if (!claimed) return null
    const timeOver = claimed.expiresAt <= now
    return { ...claimed, timeOver, over: timeOver || claimed.status === 'closed' }
  },
  audit: ({ paymentId }, claimed) => ({ subject: paymentId, detail: { due: claimed !== null } }),
})
