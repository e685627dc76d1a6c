import 'server-only'
import { moveOrder } from '@/lib/billing/order/move-order.step'
import { orderLife } from '@/lib/billing/order/order.rules'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { decideTransfer } from '@/lib/billing/transfer/decide-transfer.step'
import { rejectTransferInput } from '@/lib/billing/transfer/transfer.input'
import { command } from '@/lib/command/command'
import { stage } from '@/lib/command/outbox'
import { addHours } from '@/lib/kernel/calendar'
import { lockToDecide } from './transfer-to-decide.load'

/** Turns a voucher down, with the reason the customer reads. The order can be paid again, and has time for it. */
export const rejectTransfer = command({
  name: 'transfer.reject',
  by: 'admin.transfers.decide',
  input: rejectTransferInput,
  async run({ tx, actor, now }, { transferId, reason }) {
    const { order, transfer } = await lockToDecide(tx, actor, transferId)
    await decideTransfer(tx, transfer, {
      verb: 'reject',
      set: { rejectReason: reason, rejectedBy: actor.userId, decidedAt: now },
    })
    // Paid by other means meanwhile, the order stays as it is.
    if (orderLife.can('reject-transfer', order.status)) {
      const { corporateOrderDays } = await loadPolicy(tx, now)
      const fresh = addHours(now, corporateOrderDays * 24)
      await moveOrder(tx, order, 'reject-transfer', {
        at: now,
        userId: actor.userId,
        channel: 'corporate',
        set: { expiresAt: fresh > order.expiresAt ? fresh : order.expiresAt },
      })
    }
    await stage(tx, {
      task: 'send-mail',
      payload: { key: `transfer-rejected:${transferId}`, kind: 'transfer-rejected', transferId },
    })
    return { accountId: transfer.accountId, orderId: order.id }
  },
  audit: ({ transferId, reason }, { accountId, orderId }) => ({
    subject: transferId,
    account: accountId,
    detail: { orderId, reason },
  }),
})
