import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { listDueOrderIds } from '@/lib/billing/order/order.queries'
import { eachOf } from '@/lib/command/each-of'
import { expireOrder } from './expire-order.command'

const BATCH = 200

/** Lets every order expire whose time is over by the business clock. */
export async function expireOrders(): Promise<{ expired: number; failed: number }> {
  const sum = { expired: 0, failed: 0 }
  for (;;) {
    const ids = await listDueOrderIds(SYSTEM, BATCH)
    const { done, failed } = await eachOf(
      'expire',
      ids,
      async (orderId) => (await expireOrder(SYSTEM, { orderId })).expired,
    )
    sum.expired += done
    sum.failed += failed
    // What could not expire is found again and again: without one that could, the next batch would be the same.
    if (ids.length < BATCH || done === 0) return sum
  }
}
