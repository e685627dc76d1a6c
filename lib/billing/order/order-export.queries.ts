import 'server-only'
import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import { accounts } from '@/db/schema/account'
import { products } from '@/db/schema/catalog'
import { orders, type orderKinds } from '@/db/schema/order'
import type { Locale, MemberActor, StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { walkRows } from '@/lib/command/walk-rows'
import { matchingAllOrders, matchingOrders, type OrderFilter } from './order.queries'
import type { OrderStatus } from './order.rules'

/** An order as `walkRows` writes rows. */
export type OrderRecord = {
  number: string
  kind: (typeof orderKinds)[number]
  status: OrderStatus
  product: string
  /** Thousands of units. */
  quantity: string
  unitPriceFen: string
  amountFen: string
  refundedFen: string
  placedAt: string
  paidAt: string | null
  paidChannel: string | null
  accountNumber: string
  accountName: string
}

type Filter = Omit<OrderFilter, 'cursor'>
type Take = (records: readonly OrderRecord[]) => Promise<void>

/** Every order of the actor's account that the filter finds, newest first. */
export async function walkOrders(
  actor: MemberActor,
  filter: Filter,
  locale: Locale,
  take: Take,
): Promise<void> {
  const own = and(eq(orders.accountId, actor.accountId), matchingOrders(filter))
  await walk(actor, own, locale, take)
}

/** Every account's orders that the filter finds, newest first, for staff. */
export async function walkAllOrders(
  actor: StaffActor,
  filter: Filter,
  locale: Locale,
  take: Take,
): Promise<void> {
  await walk(actor, matchingAllOrders(filter), locale, take)
}

async function walk(actor: MemberActor | StaffActor, where: SQL | undefined, locale: Locale, take: Take) {
  const cells = {
    number: orders.number,
    kind: orders.kind,
    status: orders.status,
    product: locale === 'en' ? products.nameEn : products.nameZh,
    quantity: sql`${orders.quantity}::text`,
    unitPriceFen: orders.unitPriceFen,
    amountFen: orders.amountFen,
    refundedFen: orders.refundedFen,
    placedAt: orders.placedAt,
    paidAt: orders.paidAt,
    paidChannel: orders.paidChannel,
    accountNumber: accounts.number,
    accountName: accounts.name,
  }
  await read(actor, (tx) =>
    walkRows<OrderRecord>(
      tx,
      cells,
      (columns) =>
        tx
          .select(columns)
          .from(orders)
          .innerJoin(products, eq(products.code, orders.productCode))
          .innerJoin(accounts, eq(accounts.id, orders.accountId))
          .where(where)
          .orderBy(desc(orders.placedAt), desc(orders.id)),
      take,
    ),
  )
}
