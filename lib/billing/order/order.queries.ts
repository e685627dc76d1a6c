import 'server-only'
import { and, asc, eq, gte, inArray, lt, lte, or, sql, type SQL } from 'drizzle-orm'
import { accounts, users } from '@/db/schema/account'
import { products } from '@/db/schema/catalog'
import { orderEvents, orders, type orderKinds } from '@/db/schema/order'
import type { Actor, MemberActor, StaffActor } from '@/lib/auth/actor'
import { containing, countUpTo, keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Cursor, type Page } from '@/lib/command/page'
import { read, readAtOnce } from '@/lib/command/read'
import { addDays, startOfDay, type Day } from '@/lib/kernel/calendar'
import type { Money } from '@/lib/kernel/money'
import { notFound } from '@/lib/kernel/refusal'
import type { OrderStatus, OrderVerb } from './order.rules'

export type OrderRow = {
  id: string
  at: Date
  number: string
  kind: (typeof orderKinds)[number]
  status: OrderStatus
  productCode: string
  productNameEn: string
  productNameZh: string
  unitEn: string
  unitZh: string
  /** Thousands of units. */
  quantity: number
  amountFen: Money
  refundedFen: Money
  /** Part of the amount that has come and waits for the rest. */
  heldFen: Money
  paidChannel: string | null
  expiresAt: Date
}

export type OrderFilter = {
  /** For staff; a member's orders are those of their account anyway. */
  accountId?: string | undefined
  status?: OrderStatus | undefined
  productCode?: string | undefined
  from?: Day | undefined
  to?: Day | undefined
  search?: string | undefined
  cursor: Cursor | null
}

const columns = {
  id: orders.id,
  at: orders.placedAt,
  number: orders.number,
  kind: orders.kind,
  status: orders.status,
  productCode: orders.productCode,
  productNameEn: products.nameEn,
  productNameZh: products.nameZh,
  unitEn: products.unitEn,
  unitZh: products.unitZh,
  quantity: orders.quantity,
  amountFen: orders.amountFen,
  refundedFen: orders.refundedFen,
  heldFen: orders.heldFen,
  paidChannel: orders.paidChannel,
  expiresAt: orders.expiresAt,
}

/** What a filter of the list finds, wherever it begins. */
export function matchingOrders(filter: Omit<OrderFilter, 'cursor'>): SQL | undefined {
  return and(
    filter.accountId ? eq(orders.accountId, filter.accountId) : undefined,
    filter.status && eq(orders.status, filter.status),
    filter.productCode ? eq(orders.productCode, filter.productCode) : undefined,
    filter.from && gte(orders.placedAt, startOfDay(filter.from)),
    filter.to && lt(orders.placedAt, startOfDay(addDays(filter.to, 1))),
    searched(filter.search),
  )
}

/** By order number or by product, in either language. */
function searched(search: string | undefined): SQL | undefined {
  const named = containing(search, products.nameEn, products.nameZh)
  return (
    named &&
    or(
      containing(search, orders.number),
      sql`${orders.productCode} in (select code from products where ${named})`,
    )
  )
}

/** The orders of the actor's account, newest first. */
export async function listOrders(
  actor: MemberActor,
  filter: OrderFilter,
): Promise<Page<OrderRow> & { count: number }> {
  const where = and(eq(orders.accountId, actor.accountId), matchingOrders(filter))
  const { after, order } = keyset(filter.cursor, orders.placedAt, orders.id)
  const [rows, count] = await readAtOnce(actor, (tx) => [
    tx
      .select(columns)
      .from(orders)
      .innerJoin(products, eq(products.code, orders.productCode))
      .where(and(where, after))
      .orderBy(...order)
      .limit(PAGE_SIZE + 1)
      .execute(),
    countUpTo(tx, orders, where),
  ])
  return { ...cutPage(rows, filter.cursor), count }
}

export type AccountOrderRow = OrderRow & { accountId: string; accountName: string }

/** What staff search by besides: the name of the account. */
function searchedByAccount(search: string | undefined): SQL | undefined {
  const named = containing(search, accounts.name)
  return named && sql`${orders.accountId} in (select id from accounts where ${named})`
}

/** The same over every account: staff search by the account's name too. */
export function matchingAllOrders({ search, ...rest }: Omit<OrderFilter, 'cursor'>): SQL | undefined {
  return and(matchingOrders(rest), or(searched(search), searchedByAccount(search)))
}

/** Every account's orders, for staff. */
export async function listAllOrders(
  actor: StaffActor,
  filter: OrderFilter,
  size = PAGE_SIZE,
): Promise<Page<AccountOrderRow> & { count: number }> {
  const where = matchingAllOrders(filter)
  const { after, order } = keyset(filter.cursor, orders.placedAt, orders.id)
  const [rows, count] = await readAtOnce(actor, (tx) => [
    tx
      .select({ ...columns, accountId: orders.accountId, accountName: accounts.name })
      .from(orders)
      .innerJoin(products, eq(products.code, orders.productCode))
      .innerJoin(accounts, eq(accounts.id, orders.accountId))
      .where(and(where, after))
      .orderBy(...order)
      .limit(size + 1)
      .execute(),
    countUpTo(tx, orders, where),
  ])
  return { ...cutPage(rows, filter.cursor, size), count }
}

export type OrderEvent = {
  verb: OrderVerb | 'place'
  status: OrderStatus
  channel: string | null
  at: Date
  userName: string | null
}

export type OrderView = AccountOrderRow & {
  /** Asked back and not yet given. */
  refundingFen: Money
  /** Came for the order and lies in suspense until finance has decided. */
  suspendedFen: Money
  unitPriceFen: Money
  validityYears: number | null
  paidAt: Date | null
  /** Null once the person is no longer a member. */
  placedByName: string | null
  agreementVersion: number
  invoiceBasis: 'payment' | 'statement' | 'none'
  events: OrderEvent[]
}

/** One order with its history. Not found for another account's: row-level security shows it to nobody else. */
export async function getOrder(actor: Actor, id: string): Promise<OrderView> {
  return read(actor, async (tx) => {
    const [row] = await tx
      .select({
        ...columns,
        accountId: orders.accountId,
        accountName: accounts.name,
        refundingFen: orders.refundingFen,
        suspendedFen: orders.suspendedFen,
        unitPriceFen: orders.unitPriceFen,
        validityYears: products.validityYears,
        paidAt: orders.paidAt,
        placedByName: users.name,
        agreementVersion: orders.agreementVersion,
        invoiceBasis: orders.invoiceBasis,
      })
      .from(orders)
      .innerJoin(products, eq(products.code, orders.productCode))
      .innerJoin(accounts, eq(accounts.id, orders.accountId))
      .leftJoin(users, eq(users.id, orders.placedBy))
      .where(eq(orders.id, id))
    if (!row) throw notFound()
    const events = await tx
      .select({
        verb: orderEvents.verb,
        status: orderEvents.status,
        channel: orderEvents.channel,
        at: orderEvents.at,
        userName: users.name,
      })
      .from(orderEvents)
      .leftJoin(users, eq(users.id, orderEvents.userId))
      .where(eq(orderEvents.orderId, id))
      .orderBy(asc(orderEvents.id))
    return { ...row, events }
  })
}

/** Orders still waiting past their time, oldest first. What falls due is found by asking, never by a far alarm. */
export async function listDueOrderIds(actor: Actor, limit: number): Promise<string[]> {
  const rows = await read(actor, (tx, now) =>
    tx
      .select({ id: orders.id })
      .from(orders)
      .where(
        and(
          sql`${orders.status} = 'pending-payment'`,
          lte(orders.expiresAt, now),
          // What holds money does not expire, and would fill every page of the sweep.
          sql`${orders.heldFen} = 0 and ${orders.suspendedFen} = 0`,
        ),
      )
      .orderBy(asc(orders.expiresAt))
      .limit(limit),
  )
  return rows.map((row) => row.id)
}

/** The numbers of those of these ids that are orders. */
export async function listOrderNumbers(
  actor: StaffActor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await read(actor, (tx) =>
    tx
      .select({ id: orders.id, number: orders.number })
      .from(orders)
      .where(inArray(orders.id, [...ids])),
  )
  return new Map(rows.map((row) => [row.id, row.number]))
}
