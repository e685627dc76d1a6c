import 'server-only'
import { checkNoMember, loadHolders } from '@/lib/billing/account/four-eyes.load'
import { lockOrder } from '@/lib/billing/order/order.load'
import { openRefund } from '@/lib/billing/payment/open-refund.step'
import { findRefundById, lockLiveRefunds } from '@/lib/billing/payment/refund.load'
import { command } from '@/lib/command/command'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { returnPartInput } from './refund.input'

/**
 * Asks for the part of an order's amount that has arrived to go back by bank. It stays with the order until another
 * person approves: should the rest arrive first, it pays the order.
 */
export const returnPart = command({
  name: 'order.request-part-return',
  by: 'admin.refunds.decide',
  input: returnPartInput,
  async run({ tx, actor, now }, { refundId, orderId, reason, ...payee }) {
    const order = await lockOrder(tx, orderId)
    if (!order) throw notFound()
    await checkNoMember(tx, actor, order.accountId)
    const same = await findRefundById(tx, refundId)
    if (same?.orderId === orderId) return { refund: same, number: order.number }
    if (same) throw new Refusal('refund.id-reused')
    if (order.heldFen <= 0n) throw new Refusal('refund.nothing-left')
    if ((await lockLiveRefunds(tx, { orderId, reason: 'part-payment' })).length > 0)
      throw new Refusal('refund.already-asked')
    const holders = await loadHolders(tx, 'admin.refunds.decide')
    const refund = await openRefund(tx, {
      id: refundId,
      order,
      paymentId: null,
      suspenseId: null,
      reason: 'part-payment',
      route: 'bank',
      amountFen: order.heldFen,
      tradeFen: order.heldFen,
      outTradeNo: null,
      note: reason,
      requestedBy: actor.userId,
      payee,
      now,
      fourEyes: holders < 2 ? 'waived' : 'needed',
    })
    return { refund, number: order.number }
  },
  audit: ({ orderId, reason }, { refund, number }) => ({
    subject: orderId,
    account: refund.accountId,
    detail: { order: number, refund: refund.number, amountFen: String(refund.amountFen), reason },
  }),
})
