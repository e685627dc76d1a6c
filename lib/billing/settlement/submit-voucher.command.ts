import 'server-only'
import { loadVoucher } from '@/lib/billing/file/file.load'
import { moveOrder } from '@/lib/billing/order/move-order.step'
import { lockOrder } from '@/lib/billing/order/order.load'
import { orderLife, outstandingOf } from '@/lib/billing/order/order.rules'
import { resumeCorporateAttempt } from '@/lib/billing/payment/corporate-attempt.step'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { claimTransfer } from '@/lib/billing/transfer/claim-transfer.step'
import { submitVoucherInput } from '@/lib/billing/transfer/transfer.input'
import { findTransfer } from '@/lib/billing/transfer/transfer.load'
import { command } from '@/lib/command/command'
import { addHours } from '@/lib/kernel/calendar'
import { notFound, Refusal } from '@/lib/kernel/refusal'

/** Submits the voucher of a bank transfer: a claim that finance looks into. Until then the order waits for nobody else. */
export const submitVoucher = command({
  name: 'transfer.submit',
  by: 'orders.pay',
  input: submitVoucherInput,
  async run({ tx, actor, now }, { transferId, orderId, fileId }) {
    const order = await lockOrder(tx, orderId)
    if (!order) throw notFound()
    const same = await findTransfer(tx, transferId)
    if (same && (same.orderId !== orderId || same.voucherId !== fileId)) throw new Refusal('order.id-reused')
    if (same) return { orderId, transferId, claimedFen: same.claimedFen }
    if (order.status === 'awaiting-confirmation') throw new Refusal('transfer.already-submitted')
    if (!orderLife.can('submit-transfer', order.status)) throw new Refusal('order.not-payable')
    const voucher = await loadVoucher(tx, fileId)
    if (!voucher) throw notFound()
    const attempt = await resumeCorporateAttempt(tx, orderId, now)
    if (!attempt) throw new Refusal('transfer.not-started')
    const { transferReviewHours } = await loadPolicy(tx, now)
    const claimedFen = outstandingOf(order)
    await claimTransfer(tx, {
      id: transferId,
      accountId: order.accountId,
      orderId,
      paymentId: attempt.payment.id,
      claimedFen,
      voucherId: voucher.id,
      voucherSha256: voucher.sha256,
      submittedBy: actor.userId,
      submittedAt: now,
      dueAt: addHours(now, transferReviewHours),
    })
    await moveOrder(tx, order, 'submit-transfer', { at: now, userId: actor.userId, channel: 'corporate' })
    return { orderId, transferId, claimedFen }
  },
  audit: ({ transferId, fileId }, { orderId, claimedFen }) => ({
    subject: orderId,
    detail: { transferId, fileId, claimedFen: String(claimedFen) },
  }),
})
