import 'server-only'
import { asc, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { prices, products, sellers, type productKinds, type sections } from '@/db/schema/catalog'
import type { StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { addDays, dayOf, type Day } from '@/lib/kernel/calendar'
import type { Money } from '@/lib/kernel/money'
import { notFound } from '@/lib/kernel/refusal'
import { loadQuantityChoices } from './catalog.load'
import { standings, type Standing } from './catalog.rules'

export type PriceView = { from: Date; unitPriceFen: Money; recordedAt: Date; standing: Standing }

export type ProductRow = {
  code: string
  kind: (typeof productKinds)[number]
  section: (typeof sections)[number]
  nameEn: string
  nameZh: string
  unitEn: string
  unitZh: string
  validityYears: number | null
  maxThousands: number | null
  discountAboveThousands: number | null
  taxRate: string | null
  sellerNameEn: string
  sellerNameZh: string
  /** Newest first: what is planned, what is in force, what was. */
  prices: PriceView[]
}

export type ProductView = ProductRow & {
  choices: number[]
  /** The first day from which a new price may hold. */
  tomorrow: Day
}

/** Everything that is sold, in the order of the catalog. */
export async function listProducts(actor: StaffActor): Promise<ProductRow[]> {
  return read(actor, async (tx, now) => {
    const rows = await selectProducts(tx).orderBy(asc(products.position), asc(products.code))
    const history = await tx.select().from(prices).orderBy(asc(prices.effectiveAt))
    return rows.map((row) => ({
      ...row,
      prices: viewsOf(
        history.filter((price) => price.productCode === row.code),
        now,
      ),
    }))
  })
}

/** One product with all its prices and choices. Not found for an unknown code. */
export async function getProduct(actor: StaffActor, code: string): Promise<ProductView> {
  return read(actor, async (tx, now) => {
    const [row] = await selectProducts(tx).where(eq(products.code, code))
    if (!row) throw notFound()
    const history = await tx
      .select()
      .from(prices)
      .where(eq(prices.productCode, code))
      .orderBy(asc(prices.effectiveAt))
    return {
      ...row,
      prices: viewsOf(history, now),
      choices: await loadQuantityChoices(tx, code),
      tomorrow: addDays(dayOf(now), 1),
    }
  })
}

function selectProducts(tx: Tx) {
  return tx
    .select({
      code: products.code,
      kind: products.kind,
      section: products.section,
      nameEn: products.nameEn,
      nameZh: products.nameZh,
      unitEn: products.unitEn,
      unitZh: products.unitZh,
      validityYears: products.validityYears,
      maxThousands: products.maxThousands,
      discountAboveThousands: products.discountAboveThousands,
      taxRate: products.taxRate,
      sellerNameEn: sellers.nameEn,
      sellerNameZh: sellers.nameZh,
    })
    .from(products)
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .$dynamic()
}

function viewsOf(history: readonly (typeof prices.$inferSelect)[], now: Date): PriceView[] {
  const standing = standings(
    history.map((price) => price.effectiveAt),
    now,
  )
  return history
    .map((price, position) => ({
      from: price.effectiveAt,
      unitPriceFen: price.unitPriceFen,
      recordedAt: price.recordedAt,
      standing: standing[position] ?? 'former',
    }))
    .reverse()
}
