import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import { products } from '@/db/schema/catalog'
import type { Actor } from '@/lib/auth/actor'
import { prepared } from '@/lib/command/prepared'
import { read, readAtOnce } from '@/lib/command/read'
import { dayOf, endOfValidity } from '@/lib/kernel/calendar'
import type { Money } from '@/lib/kernel/money'
import { notFound } from '@/lib/kernel/refusal'
import { loadAgreement, loadPrice, loadQuantityChoices, type Agreement } from './catalog.load'
import { PRIVACY_AGREEMENT } from './catalog.rules'

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
    const unitPriceFen = await loadPrice(tx, product.code, now)
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
      agreement: await loadAgreement(tx, PRIVACY_AGREEMENT, now),
    }
  })
}

export type ResourceFamily = { family: string; productCode: string; nameEn: string; nameZh: string }

const packageFamilies = prepared((tx) =>
  tx
    .select({
      family: products.family,
      productCode: products.code,
      nameEn: products.nameEn,
      nameZh: products.nameZh,
    })
    .from(products)
    .where(eq(products.kind, 'package'))
    .orderBy(asc(products.position))
    .prepare('package_families'),
)

/** The resource families that are sold as packages, in the order of the catalog. */
export async function listPackageFamilies(actor: Actor): Promise<ResourceFamily[]> {
  const [families] = await readAtOnce(actor, (tx) => [packageFamilies(tx, {})])
  return families
}

export async function getAgreement(actor: Actor): Promise<Agreement> {
  return read(actor, (tx, now) => loadAgreement(tx, PRIVACY_AGREEMENT, now))
}
