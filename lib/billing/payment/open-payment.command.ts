import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { payments } from '@/db/schema/payment'
import { loadProduct } from '@/lib/billing/catalog/catalog.load'
import { moveOrder } from '@/lib/billing/order/move-order.step'
import { lockOrder } from '@/lib/billing/order/order.load'
import { isPayable } from '@/lib/billing/order/order.rules'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { command } from '@/lib/command/command'
import { readableCode } from '@/lib/kernel/id'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { openPaymentInput } from './payment.input'
import type { Payment } from './payment.load'
import { attemptExpiry, describePurchase, queryDelaySeconds, SHORTEST_ATTEMPT_SECONDS } from './payment.rules'
import { closeOpenAttempts } from './settle-attempt.step'

/**
 * Writes down an attempt at paying an order before any gateway hears of it, and closes the former one.
 * The same attempt sent twice is the same attempt.
 */
export const openPayment = command({
  name: 'payment.open',
  by: 'orders.pay',
  input: openPaymentInput,
  async run(
    { tx, actor, now },
    { attemptId, orderId, channel, device },
  ): Promise<{ payment: Payment; opened: boolean }> {
    const order = await lockOrder(tx, orderId)
    if (!order) throw notFound()
    const [same] = await tx.select().from(payments).where(eq(payments.id, attemptId))
    if (same?.orderId === orderId && same.channel === channel) return { payment: same, opened: false }
    if (same) throw new Refusal('order.id-reused')
    if (!isPayable(order, now)) throw new Refusal('order.not-payable')
    if (order.heldFen > 0n) throw new Refusal('order.part-paid')
    const policy = await loadPolicy(tx, now)
    const expiresAt = attemptExpiry(now, order.expiresAt, policy.paymentAttemptHours)
    if (expiresAt.getTime() - now.getTime() < SHORTEST_ATTEMPT_SECONDS * 1000)
      throw new Refusal('order.not-payable')
    await closeOpenAttempts(tx, orderId, now)
    const [payment] = await tx
      .insert(payments)
      .values({
        id: attemptId,
        accountId: order.accountId,
        orderId,
        channel,
        device,
        outTradeNo: order.number + readableCode(6),
        status: 'open',
        amountFen: order.amountFen,
        description: describePurchase(order, await loadProduct(tx, order.productCode)),
        startedAt: now,
        expiresAt,
        nextQueryAt: sql`now() + ${queryDelaySeconds(0)} * interval '1 second'`,
      })
      .returning()
    await moveOrder(tx, order, 'start-payment', { at: now, userId: actor.userId, channel })
    if (!payment) throw new Error('the attempt was not written')
    return { payment, opened: true }
  },
  audit: (_input, { payment, opened }) => ({
    subject: payment.orderId,
    detail: {
      opened,
      channel: payment.channel,
      outTradeNo: payment.outTradeNo,
      amountFen: String(payment.amountFen),
    },
  }),
})
