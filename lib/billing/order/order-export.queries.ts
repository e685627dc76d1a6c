import 'server-only'
import { and, desc, eq, type SQL } from 'drizzle-orm'
import { accounts } from '@/db/schema/account'
import { products } from '@/db/schema/catalog'
import { orders } from '@/db/schema/order'
import type { Locale, MemberActor, StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { businessMoment, inOneColumn, typedText, walkRows } from '@/lib/command/walk-rows'
import { matchingAllOrders, matchingOrders, type OrderFilter, type OrderRow } from './order.queries'
import type { OrderStatus } from './order.rules'

/** An order as text: amounts are digits of fen, moments those of the business zone, nothing is empty. */
export type OrderRecord = {
  number: string
  kind: OrderRow['kind']
  status: OrderStatus
  quantity: string
  unitPriceFen: string
  amountFen: string
  refundedFen: string
  placedAt: string
  paidAt: string
  paidChannel: string
  product: string
  accountNumber: string
  accountName: string
}

type Filter = Omit<OrderFilter, 'cursor'>
type Take = (records: OrderRecord[]) => Promise<void>

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

/** Every account's orders that the filter finds, for staff. */
export async function walkAllOrders(
  actor: StaffActor,
  filter: Filter,
  locale: Locale,
  take: Take,
): Promise<void> {
  await walk(actor, matchingAllOrders(filter), locale, take)
}

async function walk(actor: MemberActor | StaffActor, where: SQL | undefined, locale: Locale, take: Take) {
  const cells = [
    orders.number,
    orders.kind,
    orders.status,
    orders.quantity,
    orders.unitPriceFen,
    orders.amountFen,
    orders.refundedFen,
    businessMoment(orders.placedAt),
    businessMoment(orders.paidAt),
    orders.paidChannel,
    typedText(locale === 'en' ? products.nameEn : products.nameZh),
    accounts.number,
    typedText(accounts.name),
  ]
  await read(actor, (tx) => {
    const query = tx
      .select(inOneColumn(cells))
      .from(orders)
      .innerJoin(products, eq(products.code, orders.productCode))
      .innerJoin(accounts, eq(accounts.id, orders.accountId))
      .where(where)
      .orderBy(desc(orders.placedAt), desc(orders.id))
    return walkRows(tx, query, (rows) => take(rows.map(recordOf)))
  })
}

const names = [
  'number',
  'kind',
  'status',
  'quantity',
  'unitPriceFen',
  'amountFen',
  'refundedFen',
  'placedAt',
  'paidAt',
  'paidChannel',
  'product',
  'accountNumber',
  'accountName',
] as const satisfies readonly (keyof OrderRecord)[]

function recordOf(cells: string[]): OrderRecord {
  return Object.fromEntries(names.map((name, position) => [name, cells[position] ?? ''])) as OrderRecord
}
