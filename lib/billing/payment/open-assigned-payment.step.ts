import 'server-only'
import type { Tx } from '@/db/client'
import { payments } from '@/db/schema/payment'
import type { Product } from '@/lib/billing/catalog/catalog.load'
import type { Order } from '@/lib/billing/order/order.load'
import { newId, readableCode } from '@/lib/kernel/id'
import type { Payment } from './payment.load'
import { describePurchase } from './payment.rules'

/**
 * The payment of an order by money that finance took out of suspense for it. Written closed, since nobody else may pay
 * by it; settling the order makes it the one that did.
 */
export async function openAssignedPayment(
  tx: Tx,
  order: Order,
  product: Product,
  now: Date,
): Promise<Payment> {
  const [payment] = await tx
    .insert(payments)
    .values({
      id: newId(),
      accountId: order.accountId,
      orderId: order.id,
      channel: 'assigned',
      // Told to no channel; a number of its own, like every attempt's.
      outTradeNo: `${order.number}S${readableCode(5)}`,
      status: 'closed',
      amountFen: order.amountFen,
      description: describePurchase(order, product),
      device: 'desktop',
      startedAt: now,
      expiresAt: now,
      closedAt: now,
    })
    .returning()
  if (!payment) throw new Error('the assigned payment was not written')
  return payment
}
