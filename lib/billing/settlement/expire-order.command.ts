import 'server-only'
import { moveOrder } from '@/lib/billing/order/move-order.step'
import { lockOrder } from '@/lib/billing/order/order.load'
import { holdsMoney, orderLife } from '@/lib/billing/order/order.rules'
import { closeOpenAttempts } from '@/lib/billing/payment/settle-attempt.step'
import { command } from '@/lib/command/command'
import { notFound } from '@/lib/kernel/refusal'
import { orderInput } from './settlement.input'

/**
 * Lets an order expire whose time is over. One that was paid or cancelled in the meantime, or for which money is kept,
 * is left alone.
 */
export const expireOrder = command({
  name: 'order.expire',
  by: 'system',
  input: orderInput,
  async run({ tx, now }, { orderId }) {
    const order = await lockOrder(tx, orderId)
    if (!order) throw notFound()
    const due = orderLife.can('expire', order.status) && order.expiresAt <= now && !holdsMoney(order)
    if (due) {
      await moveOrder(tx, order, 'expire', { at: now, set: { closedAt: now } })
      await closeOpenAttempts(tx, order.id, now)
    }
    return { expired: due, accountId: order.accountId }
  },
  audit: ({ orderId }, { expired, accountId }) => ({
    subject: orderId,
    account: accountId,
    detail: { expired },
  }),
})
