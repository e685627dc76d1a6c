import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { orders } from '@/db/schema/order'
import { paymentNotices, payments } from '@/db/schema/payment'
import { productBy, type Product } from '@/lib/billing/catalog/catalog.load'
import { orderLockedBy, type Order } from '@/lib/billing/order/order.load'
import { prepared } from '@/lib/command/prepared'

export type Payment = typeof payments.$inferSelect
export type Notice = typeof paymentNotices.$inferSelect

/** What a notice says, and the order, attempt and product that its number names, if it is one of ours. */
export type Told = {
  notice: Notice
  found: { order: Order; payment: Payment; product: Product | null } | null
}

XX
