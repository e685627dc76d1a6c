import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { payments } from '@/db/schema/payment'
import { command } from '@/lib/command/command'
import { closePaymentInput } from './payment.input'

/**
 * Closes an attempt that is not settled. `atGateway` says that the gateway will take no more money for it, so that
 * nobody needs to ask again; without it the sweep keeps asking.
 */
export const closePayment = command({
  name: 'payment.close',
  by: 'system',
  input: closePaymentInput,
  async run({ tx, now }, { paymentId, atGateway }) {
    const rows = await tx
      .update(payments)
      .set({
        status: 'closed',
        closedAt: sql`coalesce(${payments.closedAt}, ${now.toISOString()}::timestamptz)`,
        ...(atGateway ? { gatewayClosedAt: now, nextQueryAt: null } : {}),
      })
      .where(and(eq(payments.id, paymentId), sql`${payments.status} <> 'settled'`))
      .returning({ id: payments.id })
    return { closed: rows.length === 1 }
  },
  audit: ({ paymentId, atGateway }, { closed }) => ({ subject: paymentId, detail: { atGateway, closed } }),
})
