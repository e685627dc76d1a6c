import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { refunds } from '@/db/schema/payment'
import type { Order } from '@/lib/billing/order/order.load'
import { newId, readableCode } from '@/lib/kernel/id'
import type { Money } from '@/lib/kernel/money'

export type Refund = typeof refunds.$inferSelect

export type RefundToOpen = {
  /** Null for money of nobody known. */
  order: Pick<Order, 'id' | 'accountId'> | null
  paymentId: string | null
  suspenseId: string | null
  reason: Refund['reason']
  route: Refund['route']
  amountFen: Money
  /** What the gateway took in the trade that is refunded; the amount itself for a bank transfer. */
  tradeFen: Money
  outTradeNo: string | null
  lockedUnits?: bigint
  note?: string | null
  /** Null where the product itself found that money must go back; that needs no second person. */
  requestedBy: string | null
  now: Date
  fourEyes?: Refund['fourEyes']
}

/**
 * Writes down money that is to go back, with the number it keeps for ever. What the product itself sends back through
 * a gateway is approved at once; what a person asks for, or a bank must carry, waits for a decision.
 */
export async function openRefund(tx: Tx, refund: RefundToOpen): Promise<Refund> {
  const approved = refund.requestedBy === null && refund.route !== 'bank'
  const [row] = await tx
    .insert(refunds)
    .values({
      id: newId(),
      number: `R${refund.outTradeNo ?? ''}${readableCode(6)}`,
      accountId: refund.order?.accountId ?? null,
      orderId: refund.order?.id ?? null,
      paymentId: refund.paymentId,
      suspenseId: refund.suspenseId,
      reason: refund.reason,
      status: approved ? 'approved' : 'requested',
      route: refund.route,
      amountFen: refund.amountFen,
      tradeFen: refund.tradeFen,
      outTradeNo: refund.outTradeNo,
      lockedUnits: refund.lockedUnits ?? 0n,
      note: refund.note ?? null,
      requestedBy: refund.requestedBy,
      requestedAt: refund.now,
      fourEyes: refund.fourEyes ?? 'not-needed',
      nextQueryAt: approved ? sql`now()` : null,
    })
    .returning()
  if (!row) throw new Error('the refund was not written')
  return row
}
