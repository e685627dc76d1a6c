import 'server-only'
import { sql } from 'drizzle-orm'
import { payments } from '@/db/schema/payment'
import { moveOrder } from '@/lib/billing/order/move-order.step'
import { isPayable } from '@/lib/billing/order/order.rules'
import { loadPolicyNow } from '@/lib/billing/policy/policy.load'
import { command } from '@/lib/command/command'
import { prepared } from '@/lib/command/prepared'
import { readableCode } from '@/lib/kernel/id'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { openPaymentInput } from './payment.input'
import { lockToPay, type Payment } from './payment.load'
import { attemptExpiry, describePurchase, queryDelaySeconds, SHORTEST_ATTEMPT_SECONDS } from './payment.rules'
import { closeOpenAttempts } from './settle-attempt.step'

const given = (name: string) => sql.placeholder(name)

const insertAttempt = prepared((tx) =>
  tx
    .insert(payments)
    .values({
      id: given('attemptId'),
      accountId: given('accountId'),
      orderId: given('orderId'),
      channel: given('channel'),
      device: given('device'),
      outTradeNo: given('outTradeNo'),
      status: 'open',
      amountFen: given('amountFen'),
      description: given('description'),
      startedAt: given('now'),
      expiresAt: given('expiresAt'),
      nextQueryAt: sql`now() + ${queryDelaySeconds(0)} * interval '1 second'`,
    })
    .returning()
    .prepare('insert_attempt'),
)

/** The attempt that was opened, or was before; or the open one that has to be closed at its gateway first. */
export type Opened =
  { payment: Payment; opened: boolean; former: null } | { payment: null; opened: false; former: Payment }

/**
 * Writes down an attempt at paying an order before any gateway hears of it, and closes the former one that it names.
 * Another one that is open is handed back instead, and nothing written. The same attempt sent twice is the same attempt.
 */
export const openPayment = command({
  name: 'payment.open',
  by: 'orders.pay',
  input: openPaymentInput,
  first: (tx, { orderId, attemptId }) =>
    Promise.all([lockToPay(tx, { orderId, attemptId }), loadPolicyNow(tx)]),
  async run(
    { tx, actor, now },
    { attemptId, orderId, channel, device, formerId },
    [found, policy],
  ): Promise<Opened> {
    if (!found) throw notFound()
    const { order, product, same, open } = found
    if (same?.orderId === orderId && same.channel === channel)
      return { payment: same, opened: false, former: null }
    if (same) throw new Refusal('order.id-reused')
    if (!isPayable(order, now)) throw new Refusal('order.not-payable')
    if (order.heldFen > 0n) throw new Refusal('order.part-paid')
    const expiresAt = attemptExpiry(now, order.expiresAt, policy.paymentAttemptHours)
    if (expiresAt.getTime() - now.getTime() < SHORTEST_ATTEMPT_SECONDS * 1000)
      throw new Refusal('order.not-payable')
    if (open && open.id !== formerId) return { payment: null, opened: false, former: open }
    const [, [payment]] = await Promise.all([
      closeOpenAttempts(tx, orderId, now),
      insertAttempt(tx, {
        attemptId,
        accountId: order.accountId,
        orderId,
        channel,
        device,
        outTradeNo: order.number + readableCode(6),
        amountFen: order.amountFen,
        description: describePurchase(order, product),
        now,
        expiresAt,
      }),
      moveOrder(tx, order, 'start-payment', { at: now, userId: actor.userId, channel }),
    ])
    if (!payment) throw new Error('the attempt was not written')
    return { payment, opened: true, former: null }
  },
  audit: (_input, { payment, opened }) =>
    payment === null
      ? null
      : {
          subject: payment.orderId,
          detail: {
            opened,
            channel: payment.channel,
            outTradeNo: payment.outTradeNo,
            amountFen: String(payment.amountFen),
          },
        },
})
