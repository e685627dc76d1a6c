import 'server-only'
import { lockOrder } from '@/lib/billing/order/order.load'
import { orderLife } from '@/lib/billing/order/order.rules'
import { command } from '@/lib/command/command'
import { stage } from '@/lib/command/outbox'
import { notFound } from '@/lib/kernel/refusal'
import { remindOrderInput } from './settlement.input'

/** Owes the customer a mail that an order by bank transfer is about to expire, unless it no longer waits for that. */
export const remindOrder = command({
  name: 'order.remind',
  by: 'system',
  input: remindOrderInput,
  async run({ tx, now }, { orderId, key }) {
    const order = await lockOrder(tx, orderId)
    if (!order) throw notFound()
    const waits = orderLife.can('submit-transfer', order.status) && order.expiresAt > now
    if (!waits) return null
    await stage(tx, { task: 'send-mail', payload: { key, kind: 'transfer-reminder', orderId } })
    return { accountId: order.accountId }
  },
  audit: ({ orderId }, reminded) => reminded && { subject: orderId, account: reminded.accountId },
})
