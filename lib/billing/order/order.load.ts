import 'server-only'
import { eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { orders } from '@/db/schema/order'
import { prepared } from '@/lib/command/prepared'

export type Order = typeof orders.$inferSelect

/** Locks the order whose id an expression yields. Its placeholders are given at each call. */
export function orderLockedBy(id: SQL) {
  const select = prepared((tx) =>
    tx
      .select()
      .from(orders)
      .where(sql`${orders.id} = ${id}`)
      .for('no key update')
      .prepare('order_locked_by'),
  )
  return async (tx: Tx, values: Readonly<Record<string, unknown>>): Promise<Order | null> => {
    const [row] = await select(tx, values)
    return row ?? null
  }
}

const orderLockedById = orderLockedBy(sql`${sql.placeholder('id')}`)

/** Locks an order for the rest of the transaction; null when there is none, or none for this account. */
export async function lockOrder(tx: Tx, id: string): Promise<Order | null> {
  return orderLockedById(tx, { id })
}

/** The order of a number that a person typed, or null. Not locked. */
export async function findOrderByNumber(tx: Tx, number: string): Promise<Order | null> {
  const [row] = await tx.select().from(orders).where(eq(orders.number, number))
  return row ?? null
}

/** The code of what was ordered, as an expression over that of the order's id. */
export const productCodeOf = (id: SQL) =>
  sql`(select ${orders.productCode} from ${orders} where ${orders.id} = ${id})`

/** The number and the product of some orders, by id. */
export async function loadOrderNames(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { number: string; productCode: string }>> {
  const rows = await tx
    .select({ id: orders.id, number: orders.number, productCode: orders.productCode })
    .from(orders)
    .where(inArray(orders.id, [...ids]))
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}
