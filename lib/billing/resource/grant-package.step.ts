import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { packages } from '@/db/schema/resource'
import type { Product } from '@/lib/billing/catalog/catalog.load'
import { unitsOf } from '@/lib/billing/catalog/catalog.rules'
import type { Order } from '@/lib/billing/order/order.load'
import { prepared } from '@/lib/command/prepared'
import { dayOf, endOfValidity } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'

const insertPackage = prepared((tx) =>
  tx
    .insert(packages)
    .values({
      id: sql.placeholder('id'),
      accountId: sql.placeholder('accountId'),
      orderId: sql.placeholder('orderId'),
      productCode: sql.placeholder('productCode'),
      units: sql.placeholder('units'),
      remainingUnits: sql.placeholder('units'),
      validFrom: sql.placeholder('validFrom'),
      expiresAt: sql.placeholder('expiresAt'),
    })
    .prepare('insert_package'),
)

/** Gives the account the units of a paid order, valid from the day of payment. One package per order, by UNIQUE. */
export async function grantPackage(tx: Tx, order: Order, product: Product, paidAt: Date): Promise<void> {
  if (product.validityYears === null) throw new Error(`${product.code} has no validity`)
  await insertPackage(tx, {
    id: newId(),
    accountId: order.accountId,
    orderId: order.id,
    productCode: order.productCode,
    units: unitsOf(order.quantity),
    validFrom: paidAt,
    expiresAt: endOfValidity(dayOf(paidAt), product.validityYears),
  })
}
