import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { listDueOrderIds } from '@/lib/billing/order/order.queries'
import { expireOrder } from './expire-order.command'

const BATCH = 200

/** Lets every order expire whose time is over by the business clock. */
export async function expireOrders(): Promise<{ expired: number }> {
  let expired = 0
  for (;;) {
    const ids = await listDueOrderIds(SYSTEM, BATCH)
    for (const orderId of ids) if ((await expireOrder(SYSTEM, { orderId })).expired) expired++
    if (ids.length < BATCH) return { expired }
  }
}
