import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { orderEvents, orders } from '@/db/schema/order'
import type { MemberActor } from '@/lib/auth/actor'
import { loadAgreement, loadPrice, loadProduct, type Product } from '@/lib/billing/catalog/catalog.load'
import { PRIVACY_AGREEMENT, quantityAllowed, totalOf } from '@/lib/billing/catalog/catalog.rules'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { command } from '@/lib/command/command'
import { addHours, dayOf } from '@/lib/kernel/calendar'
import { newId, newNumber } from '@/lib/kernel/id'
import { fen, formatYuan, type Money } from '@/lib/kernel/money'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { placeOrderInput } from './order.input'
import { sameContent, type OrderContent } from './order.rules'

/** Orders a package at the price the person saw. Pressing twice orders once. */
export const placeOrder = command({
  name: 'order.place',
  by: 'orders.place',
  input: placeOrderInput,
  async run({ tx, actor, now }, input) {
    if (!actor.emailVerified) throw new Refusal('email.not-verified')
    const content: OrderContent = {
      accountId: actor.accountId,
      productCode: input.productCode,
      quantity: input.quantity,
      unitPriceFen: BigInt(input.unitPriceFen),
      agreementVersion: Number(input.agreementVersion),
    }
    const placed = await findSame(tx, input.orderId, content)
    if (placed) return placed
    const product = await sellable(tx, input.productCode, input.quantity)
    await checkPriceUnchanged(tx, product, fen(input.unitPriceFen), now)
    const agreement = await loadAgreement(tx, PRIVACY_AGREEMENT, now)
    if (agreement.version !== content.agreementVersion) throw new Refusal('agreement.changed')
    const inserted = await insertOrder(tx, actor, now, input.orderId, content, agreement.code)
    if (inserted) return inserted
    // Another press of the same form was faster; its order is the answer. Another account's is none of ours to see.
    const faster = await findSame(tx, input.orderId, content)
    if (!faster) throw new Refusal('order.id-reused')
    return faster
  },
  audit: ({ productCode, quantity }, { orderId, number }) => ({
    subject: orderId,
    detail: { number, productCode, quantity },
  }),
})

type Placed = { orderId: string; number: string }

/** The order this form already placed; refuses where the id was used for something else. */
async function findSame(tx: Tx, id: string, content: OrderContent): Promise<Placed | null> {
  const [placed] = await tx.select().from(orders).where(eq(orders.id, id))
  if (!placed) return null
  if (!sameContent(placed, content)) throw new Refusal('order.id-reused')
  return { orderId: placed.id, number: placed.number }
}

async function sellable(tx: Tx, code: string, thousands: number): Promise<Product> {
  const product = await loadProduct(tx, code)
  if (product?.kind !== 'package' || product.maxThousands === null) throw new Refusal('catalog.not-for-sale')
  if (!quantityAllowed({ maxThousands: product.maxThousands }, thousands))
    throw new InvalidInput({ quantity: 'quantity-above-limit' })
  return product
}

async function checkPriceUnchanged(tx: Tx, product: Product, seenFen: Money, now: Date): Promise<void> {
  const priceFen = await loadPrice(tx, product.code, now)
  if (priceFen === null) throw new Refusal('catalog.not-for-sale')
  if (priceFen !== seenFen)
    throw new Refusal('catalog.price-changed', { seen: formatYuan(seenFen), price: formatYuan(priceFen) })
}

async function insertOrder(
  tx: Tx,
  actor: MemberActor,
  now: Date,
  orderId: string,
  content: OrderContent,
  agreementCode: string,
): Promise<Placed | null> {
  const policy = await loadPolicy(tx, now)
  const number = newNumber(dayOf(now))
  const values = {
    ...content,
    id: orderId,
    number,
    kind: 'package' as const,
    status: 'pending-payment' as const,
    unitPriceFen: fen(content.unitPriceFen),
    amountFen: totalOf(content.unitPriceFen, content.quantity),
    invoiceBasis: policy.invoiceBasis.package,
    policyVersion: policy.version,
    agreementCode,
    placedBy: actor.userId,
    placedAt: now,
    expiresAt: addHours(now, policy.onlineOrderHours),
  }
  // Any unique key: the id stands in two of them, and a racing press may meet either first.
  const rows = await tx.insert(orders).values(values).onConflictDoNothing().returning({ id: orders.id })
  if (rows.length === 0) return null
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
