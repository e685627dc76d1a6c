import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { orderEvents, orders } from '@/db/schema/order'
import { newId } from '@/lib/kernel/id'
import type { Money } from '@/lib/kernel/money'
import { Refusal } from '@/lib/kernel/refusal'
import type { Order } from './order.load'
import { orderLife, type OrderVerb } from './order.rules'

type Moved = {
  at: Date
  userId?: string | null
  channel?: string | null
  set?: { paidAt?: Date; paidChannel?: string; closedAt?: Date; refundedFen?: Money }
}

/**
 * Moves an order by a verb of its lifecycle and writes the history. Throws `order.changed-meanwhile` where the verb
 * is not allowed or the order is no longer in the state that was read.
 */
export async function moveOrder(tx: Tx, order: Order, verb: OrderVerb, moved: Moved): Promise<void> {
  const status = orderLife.next(verb, order.status)
  if (status === null) throw new Refusal('order.changed-meanwhile')
  const rows = await tx
    .update(orders)
    .set({ status, ...moved.set })
    .where(and(eq(orders.id, order.id), eq(orders.status, order.status)))
    .returning({ id: orders.id })
  if (rows.length !== 1) throw new Refusal('order.changed-meanwhile')
  await tx.insert(orderEvents).values({
    id: newId(),
    accountId: order.accountId,
    orderId: order.id,
    verb,
    status,
    channel: moved.channel ?? null,
    userId: moved.userId ?? null,
    at: moved.at,
  })
}
