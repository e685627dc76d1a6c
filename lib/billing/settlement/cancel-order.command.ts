import 'server-only'
import { moveOrder } from '@/lib/billing/order/move-order.step'
import { lockOrder } from '@/lib/billing/order/order.load'
import { orderLife } from '@/lib/billing/order/order.rules'
import { closeOpenAttempts } from '@/lib/billing/payment/settle-attempt.step'
import { command } from '@/lib/command/command'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { orderInput } from './settlement.input'

/** Cancels an order that was not paid. Money that still arrives for it goes to suspense. */
export const cancelOrder = command({
  name: 'order.cancel',
  by: 'orders.cancel',
  input: orderInput,
  async run({ tx, actor, now }, { orderId }) {
    const order = await lockOrder(tx, orderId)
    if (!order) throw notFound()
    if (!orderLife.can('cancel', order.status)) throw new Refusal('order.not-cancellable')
    if (order.heldFen > 0n) throw new Refusal('order.part-paid')
    if (order.suspendedFen > 0n) throw new Refusal('order.has-money')
    await moveOrder(tx, order, 'cancel', { at: now, userId: actor.userId, set: { closedAt: now } })
    await closeOpenAttempts(tx, order.id, now)
    return { orderId, number: order.number }
  },
  audit: (_input, { orderId, number }) => ({ subject: orderId, detail: { number } }),
})
