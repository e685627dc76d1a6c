import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { orderEvents, orders } from '@/db/schema/order'
import type { MemberActor } from '@/lib/auth/actor'
import { totalOf } from '@/lib/billing/catalog/catalog.rules'
import type { PolicyInForce } from '@/lib/billing/policy/policy.load'
import { addHours, dayOf } from '@/lib/kernel/calendar'
import { newId, newNumber } from '@/lib/kernel/id'
import { fen } from '@/lib/kernel/money'
import { Refusal } from '@/lib/kernel/refusal'
import { sameContent, type OrderContent, type OrderKind } from './order.rules'

export type Placed = { orderId: string; number: string }

/** The order this form already placed, or null. Throws `order.id-reused` where the id was used for something else. */
export async function findPlaced(tx: Tx, id: string, content: OrderContent): Promise<Placed | null> {
  const [placed] = await tx.select().from(orders).where(eq(orders.id, id))
  if (!placed) return null
  if (!sameContent(placed, content)) throw new Refusal('order.id-reused')
  return { orderId: placed.id, number: placed.number }
}

type NewOrder = {
  orderId: string
  kind: OrderKind
  content: OrderContent
  policy: PolicyInForce
  invoiceBasis: 'payment' | 'statement' | 'none'
  agreementCode: string
}

/** Writes an order and the first line of its history, once for each id however often its form is pressed. */
export async function insertOrder(tx: Tx, actor: MemberActor, now: Date, order: NewOrder): Promise<Placed> {
  const { orderId, kind, content, policy, invoiceBasis, agreementCode } = order
  const number = newNumber(dayOf(now))
  const values = {
    ...content,
    id: orderId,
    number,
    kind,
    status: 'pending-payment' as const,
    unitPriceFen: fen(content.unitPriceFen),
    amountFen: totalOf(content.unitPriceFen, content.quantity),
    invoiceBasis,
    policyVersion: policy.version,
    agreementCode,
    placedBy: actor.userId,
    placedAt: now,
    expiresAt: addHours(now, policy.onlineOrderHours),
  }
  // Any unique key: the id stands in two of them, and a racing press may meet either first.
  const rows = await tx.insert(orders).values(values).onConflictDoNothing().returning({ id: orders.id })
  if (rows.length === 0) return faster(tx, orderId, content)
  await tx.insert(orderEvents).values({
    id: newId(),
    accountId: actor.accountId,
    orderId,
    verb: 'place',
    status: 'pending-payment',
    userId: actor.userId,
    at: now,
  })
  return { orderId, number }
}

/** Another press of the same form was faster; its order is the answer. Another account's is none of ours to see. */
async function faster(tx: Tx, orderId: string, content: OrderContent): Promise<Placed> {
  const placed = await findPlaced(tx, orderId, content)
  if (!placed) throw new Refusal('order.id-reused')
  return placed
}
