import 'server-only'
import type { Tx } from '@/db/client'
import { packages } from '@/db/schema/resource'
import type { Product } from '@/lib/billing/catalog/catalog.load'
import { unitsOf } from '@/lib/billing/catalog/catalog.rules'
import type { Order } from '@/lib/billing/order/order.load'
import { dayOf, endOfValidity } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'

/** Gives the account the units of a paid order, valid from the day of payment. One package per order, by UNIQUE. */
export async function grantPackage(tx: Tx, order: Order, product: Product, paidAt: Date): Promise<void> {
  if (product.validityYears === null) throw new Error(`${product.code} has no validity`)
  await tx.insert(packages).values({
    id: newId(),
    accountId: order.accountId,
    orderId: order.id,
    productCode: order.productCode,
    units: unitsOf(order.quantity),
    remainingUnits: unitsOf(order.quantity),
    validFrom: paidAt,
    expiresAt: endOfValidity(dayOf(paidAt), product.validityYears),
  })
}
