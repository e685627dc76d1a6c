import 'server-only'
import { eq } from 'drizzle-orm'
import { payments } from '@/db/schema/payment'
import { loadProduct } from '@/lib/billing/catalog/catalog.load'
import { moveOrder } from '@/lib/billing/order/move-order.step'
import { lockOrder } from '@/lib/billing/order/order.load'
import { isPayable } from '@/lib/billing/order/order.rules'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { command } from '@/lib/command/command'
import { addHours } from '@/lib/kernel/calendar'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { beginCorporateAttempt, resumeCorporateAttempt } from './corporate-attempt.step'
import { openCorporatePaymentInput } from './payment.input'
import { describePurchase } from './payment.rules'

/**
 * Chooses a bank transfer for an order: its remittance remark is made once and stays, the former attempt of another
 * kind is closed, and the order waits as long as transfers take.
 */
export const openCorporatePayment = command({
  name: 'payment.open-corporate',
  by: 'orders.pay',
  input: openCorporatePaymentInput,
  async run({ tx, actor, now }, { attemptId, orderId }) {
    const order = await lockOrder(tx, orderId)
    if (!order) throw notFound()
    const [same] = await tx
      .select({ orderId: payments.orderId })
      .from(payments)
      .where(eq(payments.id, attemptId))
    if (same && same.orderId !== orderId) throw new Refusal('order.id-reused')
    if (!isPayable(order, now)) throw new Refusal('order.not-payable')
    const { corporateOrderDays } = await loadPolicy(tx, now)
    const untilThen = addHours(order.placedAt, corporateOrderDays * 24)
    const expiresAt = untilThen > order.expiresAt ? untilThen : order.expiresAt
    const { payment, changed } =
      (await resumeCorporateAttempt(tx, orderId, now)) ??
      (await beginCorporateAttempt(tx, order, {
        attemptId,
        description: describePurchase(order, await loadProduct(tx, order.productCode)),
        expiresAt,
        now,
      }))
    // Chosen again with nothing new: the history needs no second line.
    if (changed)
      await moveOrder(tx, order, 'start-payment', {
        at: now,
        userId: actor.userId,
        channel: 'corporate',
        set: { expiresAt },
      })
    return { orderId, remark: payment.outTradeNo, changed }
  },
  audit: (_input, { orderId, remark, changed }) => ({
    subject: orderId,
    detail: { changed, channel: 'corporate', outTradeNo: remark },
  }),
})
