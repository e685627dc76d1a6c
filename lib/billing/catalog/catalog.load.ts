import 'server-only'
import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { agreements, prices, products, quantityChoices } from '@/db/schema/catalog'
import { prepared } from '@/lib/command/prepared'
import { BUSINESS_ZONE } from '@/lib/kernel/calendar'
import type { Money } from '@/lib/kernel/money'
import { notFound } from '@/lib/kernel/refusal'

export type Product = typeof products.$inferSelect
export type Agreement = typeof agreements.$inferSelect

/** The product whose code an expression yields. Its placeholders are given at each call. */
export function productBy(code: SQL) {
  const select = prepared((tx) =>
    tx
      .select()
      .from(products)
      .where(sql`${products.code} = ${code}`)
      .prepare('product_by'),
  )
  return async (tx: Tx, values: Readonly<Record<string, unknown>>): Promise<Product | null> => {
    const [row] = await select(tx, values)
    return row ?? null
  }
}

const productByCode = productBy(sql`${sql.placeholder('code')}`)

export async function loadProduct(tx: Tx, code: string): Promise<Product | null> {
  return productByCode(tx, { code })
}

/** A product to be changed: changes of its price, choices and limits wait for each other. Throws not-found. */
export async function lockProduct(tx: Tx, code: string): Promise<Product> {
  const [row] = await tx.select().from(products).where(eq(products.code, code)).for('no key update')
  if (!row) throw notFound()
  return row
}

/** The codes of what a seller sells. */
export async function loadProductCodes(tx: Tx, sellerId: string): Promise<string[]> {
  const rows = await tx.select({ code: products.code }).from(products).where(eq(products.sellerId, sellerId))
  return rows.map(({ code }) => code)
}

const priceInForce = prepared((tx) =>
  tx
    .select({ unitPriceFen: prices.unitPriceFen })
    .from(prices)
    .where(and(eq(prices.productCode, sql.placeholder('code')), sql`${prices.effectiveAt} <= business_now()`))
    .orderBy(desc(prices.effectiveAt))
    .limit(1)
    .prepare('price_in_force'),
)

/** The price of one unit of sale (a thousand, for packages) at this business moment; null before its first day. */
export async function loadPrice(tx: Tx, code: string): Promise<Money | null> {
  const [row] = await priceInForce(tx, { code })
  return row?.unitPriceFen ?? null
}

export async function loadQuantityChoices(tx: Tx, code: string): Promise<number[]> {
  const rows = await tx
    .select({ thousands: quantityChoices.thousands })
    .from(quantityChoices)
    .where(eq(quantityChoices.productCode, code))
    .orderBy(asc(quantityChoices.thousands))
  return rows.map((row) => row.thousands)
}

const today = sql`(business_now() at time zone ${sql.raw(`'${BUSINESS_ZONE}'`)})::date`

const agreementInForce = prepared((tx) =>
  tx
    .select()
    .from(agreements)
    .where(and(eq(agreements.code, sql.placeholder('code')), sql`${agreements.effectiveOn} <= ${today}`))
    .orderBy(desc(agreements.version))
    .limit(1)
    .prepare('agreement_in_force'),
)

/** The wording in force today. */
export async function loadAgreement(tx: Tx, code: string): Promise<Agreement> {
  const [row] = await agreementInForce(tx, { code })
  if (!row) throw new Error(`no agreement ${code} is in force`)
  return row
}
