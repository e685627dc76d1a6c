import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { listOrdersToRemind, reminderKey } from '@/lib/billing/mail/reminder.queries'
import { eachOf } from '@/lib/command/each-of'
import { remindOrder } from './remind-order.command'

const BATCH = 500

/** Reminds of bank transfers that are awaited for one more day: once for each order and deadline, by the mail's key. */
export async function remindOrders(): Promise<{ reminded: number; failed: number }> {
  const { done, failed } = await eachOf(
    'remind',
    await listOrdersToRemind(SYSTEM, BATCH),
    async ({ orderId, expiresAt }) =>
      (await remindOrder(SYSTEM, { orderId, key: reminderKey(orderId, expiresAt) })) !== null,
    { idOf: ({ orderId }) => orderId },
  )
  return { reminded: done, failed }
}
