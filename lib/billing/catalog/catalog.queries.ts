import 'server-only'
import { and, asc, eq, sql } from 'drizzle-orm'
import { products } from '@/db/schema/catalog'
import type { Actor } from '@/lib/auth/actor'
import { loadPolicyNow } from '@/lib/billing/policy/policy.load'
import { prepared } from '@/lib/command/prepared'
import { read, readAtOnce } from '@/lib/command/read'
import { dayOf, endOfValidity } from '@/lib/kernel/calendar'
import type { Money } from '@/lib/kernel/money'
import { notFound } from '@/lib/kernel/refusal'
import { loadAgreement, loadPrice, loadQuantityChoices, type Agreement } from './catalog.load'
import { mostCards, PRIVACY_AGREEMENT } from './catalog.rules'

export type Offer = {
  productCode: string
  family: string
  nameEn: string
  nameZh: string
  unitEn: string
  unitZh: string
  unitPriceFen: Money
  choices: number[]
  maxThousands: number
  discountAboveThousands: number | null
  validityYears: number
  /** Exclusive end of validity if the order were paid now. */
  validUntil: Date
  taxRate: string | null
  agreement: Agreement
}

/** What can be bought of a resource family: price, choices and validity, as of now. Not found for unknown families. */
export async function getOffer(actor: Actor, family: string): Promise<Offer> {
  return read(actor, async (tx, now) => {
    const [product] = await tx
      .select()
      .from(products)
      .where(and(eq(products.family, family), eq(products.kind, 'package')))
    if (!product) throw notFound()
    const unitPriceFen = await loadPrice(tx, product.code)
    if (unitPriceFen === null || product.maxThousands === null || product.validityYears === null)
      throw notFound()
    return {
      productCode: product.code,
      family: product.family,
      nameEn: product.nameEn,
      nameZh: product.nameZh,
      unitEn: product.unitEn,
      unitZh: product.unitZh,
      unitPriceFen,
      choices: await loadQuantityChoices(tx, product.code),
      maxThousands: product.maxThousands,
      discountAboveThousands: product.discountAboveThousands,
      validityYears: product.validityYears,
      validUntil: endOfValidity(dayOf(now), product.validityYears),
      taxRate: product.taxRate,
      agreement: await loadAgreement(tx, PRIVACY_AGREEMENT),
    }
  })
}

export type ResourceFamily = { family: string; productCode: string; nameEn: string; nameZh: string }

export type SoldProduct = ResourceFamily & { kind: 'package' | 'card' }

const soldProducts = prepared((tx) =>
  tx
    .select({
      kind: sql<SoldProduct['kind']>`${products.kind}`,
      family: products.family,
      productCode: products.code,
      nameEn: products.nameEn,
      nameZh: products.nameZh,
    })
    .from(products)
    .where(
      sql`${products.kind} = 'package' or (${products.kind} = 'card'
        and exists (select from prices where product_code = ${products.code} and effective_at <= business_now()))`,
    )
    .orderBy(asc(products.position))
    .prepare('sold_products'),
)

/** Packages, and the stored-value cards that have a price by now, in the order of the catalog. */
export async function listSoldProducts(actor: Actor): Promise<SoldProduct[]> {
  const [sold] = await readAtOnce(actor, (tx) => [soldProducts(tx, {})])
  return sold
}

/** The resource families that are sold as packages, in the order of the catalog. */
export async function listPackageFamilies(actor: Actor): Promise<ResourceFamily[]> {
  return (await listSoldProducts(actor)).filter(({ kind }) => kind === 'package')
}

export type CardOffer = {
  productCode: string
  nameEn: string
  nameZh: string
  unitZh: string
  /** What one card costs, and what is then on it. */
  faceFen: Money
  /** How many one order may have. */
  most: number
}

/** The stored-value cards that can be bought now; none where the policy has no wallet. */
export async function listCardOffers(actor: Actor): Promise<CardOffer[]> {
  return read(actor, async (tx) => {
    if (!(await loadPolicyNow(tx)).wallet) return []
    const rows = await tx
      .select()
      .from(products)
      .where(eq(products.kind, 'card'))
      .orderBy(asc(products.position), asc(products.code))
    const offers: CardOffer[] = []
    for (const { code: productCode, nameEn, nameZh, unitZh, maxThousands } of rows) {
      const faceFen = await loadPrice(tx, productCode)
      if (faceFen !== null)
        offers.push({ productCode, nameEn, nameZh, unitZh, faceFen, most: mostCards({ maxThousands }) })
    }
    return offers
  })
}

export async function getAgreement(actor: Actor): Promise<Agreement> {
  return read(actor, (tx) => loadAgreement(tx, PRIVACY_AGREEMENT))
}
