import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { listOrdersToRemind, reminderKey } from '@/lib/billing/mail/reminder.queries'
import { remindOrder } from './remind-order.command'

const BATCH = 500

/** Reminds of bank transfers that are awaited for one more day: once for each order and deadline, by the mail's key. */
export async function remindOrders(): Promise<{ reminded: number }> {
  let reminded = 0
  for (const { orderId, expiresAt } of await listOrdersToRemind(SYSTEM, BATCH))
    if (await remindOrder(SYSTEM, { orderId, key: reminderKey(orderId, expiresAt) })) reminded++
  return { reminded }
}
