import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { orders } from '@/db/schema/order'
import { loadAgreement, loadPrice, loadProduct } from '@/lib/billing/catalog/catalog.load'
import { PRIVACY_AGREEMENT } from '@/lib/billing/catalog/catalog.rules'
import { loadPolicyNow } from '@/lib/billing/policy/policy.load'
import { prepared } from '@/lib/command/prepared'
import type { SentOrder } from './order.rules'

const sentOrder = prepared((tx) =>
  tx
    .select({
      id: orders.id,
      number: orders.number,
      accountId: orders.accountId,
      productCode: orders.productCode,
      quantity: orders.quantity,
      unitPriceFen: orders.unitPriceFen,
      agreementVersion: orders.agreementVersion,
    })
    .from(orders)
    .where(eq(orders.id, sql.placeholder('id')))
    .prepare('sent_order'),
)

/** What a form has ordered already under its id, or null. */
export async function loadSent(tx: Tx, id: string): Promise<SentOrder | null> {
  const [row] = await sentOrder(tx, { id })
  return row ?? null
}

/** What an order is held against before it is placed; asked in one flight. */
export async function loadToPlace(
  tx: Tx,
  { orderId, productCode }: { orderId: string; productCode: string },
) {
  const [sent, product, priceFen, agreement, policy] = await Promise.all([
    loadSent(tx, orderId),
    loadProduct(tx, productCode),
    loadPrice(tx, productCode),
    loadAgreement(tx, PRIVACY_AGREEMENT),
    loadPolicyNow(tx),
  ])
  return { sent, product, priceFen, agreement, policy }
}
