import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { paymentNotices, payments } from '@/db/schema/payment'
import { productBy, type Product } from '@/lib/billing/catalog/catalog.load'
import { lockOrder, orderLockedBy, productCodeOf, type Order } from '@/lib/billing/order/order.load'
import { prepared } from '@/lib/command/prepared'

export type Payment = typeof payments.$inferSelect
export type Notice = typeof paymentNotices.$inferSelect

/** A notice and what its number names, if that is one of ours. */
export type Told = {
  notice: Notice
  found: { order: Order; payment: Payment; product: Product } | null
}

const noticeId = sql.placeholder('noticeId')
const said = (column: PgColumn) =>
  sql`(select ${column} from ${paymentNotices} where ${paymentNotices.id} = ${noticeId})`
// What a notice says never changes once it is stored, so it may be read before its row is locked. A number that was
// told to one gateway is nobody's at another one.
const isNamed = sql`${payments.outTradeNo} = ${said(paymentNotices.outTradeNo)} and ${payments.channel} = ${said(paymentNotices.channel)}`
const orderId = sql`(select ${payments.orderId} from ${payments} where ${isNamed})`

const lockNotice = prepared((tx) =>
  tx
    .select()
    .from(paymentNotices)
    .where(eq(paymentNotices.id, noticeId))
    .for('no key update')
    .prepare('lock_notice'),
)

const lockPayment = prepared((tx) =>
  tx.select().from(payments).where(isNamed).for('no key update').prepare('lock_payment'),
)

const lockToldOrder = orderLockedBy(orderId)
const findToldProduct = productBy(productCodeOf(orderId))

/** Locks a stored notice, then the order it names, then the attempt; asked in one flight. Null without such a notice. */
export async function lockTold(tx: Tx, id: string): Promise<Told | null> {
  const values = { noticeId: id }
  const [[notice], order, [payment], product] = await Promise.all([
    lockNotice(tx, values),
    lockToldOrder(tx, values),
    lockPayment(tx, values),
    findToldProduct(tx, values),
  ])
  if (!notice) return null
  if (!order || !payment) return { notice, found: null }
  if (!product) throw new Error(`the product ${order.productCode} is gone`)
  return { notice, found: { order, payment, product } }
}

const paymentById = prepared((tx) =>
  tx
    .select()
    .from(payments)
    .where(eq(payments.id, sql.placeholder('id')))
    .prepare('payment_by_id'),
)

const findOrderedProduct = productBy(productCodeOf(sql`${sql.placeholder('orderId')}`))

const openAttemptOf = prepared((tx) =>
  tx
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, sql.placeholder('orderId')), eq(payments.status, 'open')))
    .prepare('open_attempt_of'),
)

/** An order about to be paid, what it is for, the attempt of this id where there is one already, and the open one. */
export type ToPay = { order: Order; product: Product | null; same: Payment | null; open: Payment | null }

/** Locks an order that is to be paid; asked in one flight. Null when there is none, or none for this account. */
export async function lockToPay(
  tx: Tx,
  { orderId, attemptId }: { orderId: string; attemptId: string },
): Promise<ToPay | null> {
  const [order, [same = null], [open = null], product] = await Promise.all([
    lockOrder(tx, orderId),
    paymentById(tx, { id: attemptId }),
    openAttemptOf(tx, { orderId }),
    findOrderedProduct(tx, { orderId }),
  ])
  return order && { order, product, same, open }
}

/** The attempt with this id, which its order's lock keeps as it is. Throws where there is none. */
export async function loadPayment(tx: Tx, id: string): Promise<Payment> {
  const [row] = await paymentById(tx, { id })
  if (!row) throw new Error(`the payment ${id} is gone`)
  return row
}
