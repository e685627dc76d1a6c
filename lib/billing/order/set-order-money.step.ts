import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { orders } from '@/db/schema/order'
import type { Money } from '@/lib/kernel/money'
import type { Order } from './order.load'

/** Counts money that concerns an order without moving it: asked back, or in suspense. The order is locked already. */
export async function setOrderMoney(
  tx: Tx,
  order: Pick<Order, 'id'>,
  set: { refundingFen?: Money; suspendedFen?: Money },
): Promise<void> {
  await tx.update(orders).set(set).where(eq(orders.id, order.id))
}
