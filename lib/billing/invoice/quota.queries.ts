import 'server-only'
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { products, sellers } from '@/db/schema/catalog'
import { invoiceables, titles } from '@/db/schema/invoice'
import { orders } from '@/db/schema/order'
import type { MemberActor } from '@/lib/auth/actor'
import { loadAuthentication, type AuthenticatedAs } from '@/lib/billing/authentication/authentication.load'
import { loadPolicyNow } from '@/lib/billing/policy/policy.load'
import { prepared } from '@/lib/command/prepared'
import { read, readAtOnce } from '@/lib/command/read'
import { add, fen, type Money } from '@/lib/kernel/money'
import { loadOpenDeficits, type OpenDeficit } from './deficit.load'
import { invoiceableOf } from './deficit.rules'
import { RATE_UNSET } from './kind.rules'
import { countManaged, type ManagedCounts } from './managed-count.load'
import { preconditions, type Checked } from './preconditions.rules'
import { freeOf } from './quota.rules'

export type InvoiceableRow = {
  id: string
  at: Date
  orderId: string
  orderNumber: string
  productNameEn: string
  productNameZh: string
  section: 'own' | 'market'
  sellerId: string
  sellerNameEn: string
  sellerNameZh: string
  taxTreatment: string
  paidFen: Money
  refundedFen: Money
  amountFen: Money
  reservedFen: Money
  invoicedFen: Money
  heldFen: Money
  freeFen: Money
}

/** More could not be chosen from with eyes; the oldest come in sight as newer ones are invoiced. */
const MOST_SHOWN = 500

const freeOfRow = sql`${invoiceables.amountFen} - ${invoiceables.reservedFen} - ${invoiceables.invoicedFen} - ${invoiceables.heldFen}`

/** What of the account's documents may be invoiced, the newest first, with what was paid, refunded, reserved and invoiced. */
export async function listInvoiceables(
  actor: MemberActor,
  { onlyFree = false } = {},
): Promise<InvoiceableRow[]> {
  const rows = await read(actor, (tx) =>
    tx
      .select({
        id: invoiceables.id,
        at: invoiceables.occurredAt,
        orderId: invoiceables.orderId,
        orderNumber: orders.number,
        productNameEn: products.nameEn,
        productNameZh: products.nameZh,
        section: invoiceables.section,
        sellerId: invoiceables.sellerId,
        sellerNameEn: sellers.nameEn,
        sellerNameZh: sellers.nameZh,
        taxTreatment: invoiceables.taxTreatment,
        paidFen: orders.amountFen,
        refundedFen: orders.refundedFen,
        amountFen: invoiceables.amountFen,
        reservedFen: invoiceables.reservedFen,
        invoicedFen: invoiceables.invoicedFen,
        heldFen: invoiceables.heldFen,
      })
      .from(invoiceables)
      .innerJoin(orders, eq(orders.id, invoiceables.orderId))
      .innerJoin(products, eq(products.code, orders.productCode))
      .innerJoin(sellers, eq(sellers.id, invoiceables.sellerId))
      .where(onlyFree ? sql`${freeOfRow} > 0` : undefined)
      .orderBy(desc(invoiceables.occurredAt), desc(invoiceables.id))
      .limit(MOST_SHOWN),
  )
  return rows.map((row) => ({ ...row, freeFen: freeOf(row) }))
}

const sumOf = (column: PgColumn) => sql<Money>`sum(${column})::text`.mapWith((text: string) => fen(text))

const sumByKey = prepared((tx) =>
  tx
    .select({
      section: invoiceables.section,
      sellerId: invoiceables.sellerId,
      sellerNameEn: sellers.nameEn,
      sellerNameZh: sellers.nameZh,
      isPlatform: sellers.isPlatform,
      taxTreatment: invoiceables.taxTreatment,
      paidFen: sumOf(orders.amountFen),
      amountFen: sumOf(invoiceables.amountFen),
      reservedFen: sumOf(invoiceables.reservedFen),
      invoicedFen: sumOf(invoiceables.invoicedFen),
      heldFen: sumOf(invoiceables.heldFen),
      readyOrders: sql<number>`(count(*) filter (where ${freeOfRow} > 0 and ${orders.kind} <> 'card' and ${invoiceables.taxTreatment} <> ${sql.raw(`'${RATE_UNSET}'`)}))::int`,
      readyCards: sql<number>`(count(*) filter (where ${freeOfRow} > 0 and ${orders.kind} = 'card'))::int`,
    })
    .from(invoiceables)
    .innerJoin(orders, eq(orders.id, invoiceables.orderId))
    .innerJoin(sellers, eq(sellers.id, invoiceables.sellerId))
    .where(eq(invoiceables.accountId, sql.placeholder('accountId')))
    .groupBy(invoiceables.section, sellers.id, invoiceables.sellerId, invoiceables.taxTreatment)
    .orderBy(desc(invoiceables.section), sellers.code, invoiceables.taxTreatment)
    .prepare('quota_by_key'),
)

export type DeficitRow = OpenDeficit & { orderNumber: string; productNameEn: string; productNameZh: string }

/** What was given back although an invoice names it: netted in the next application of its key, the oldest first. */
export async function listDeficits(actor: MemberActor): Promise<DeficitRow[]> {
  return read(actor, async (tx) => {
    const open = await loadOpenDeficits(tx)
    if (open.length === 0) return []
    const ids = open.map(({ orderId }) => orderId)
    const named = await tx
      .select({
        orderId: orders.id,
        orderNumber: orders.number,
        productNameEn: products.nameEn,
        productNameZh: products.nameZh,
      })
      .from(orders)
      .innerJoin(products, eq(products.code, orders.productCode))
      .where(inArray(orders.id, ids))
    return open.flatMap((deficit) => {
      const order = named.find(({ orderId }) => orderId === deficit.orderId)
      return order ? [{ ...order, ...deficit }] : []
    })
  })
}

export type QuotaTotal = {
  section: 'own' | 'market'
  sellerId: string
  sellerNameEn: string
  sellerNameZh: string
  isPlatform: boolean
  /** How many documents have something left to invoice. */
  ready: { orders: number; cards: number }
  totalFen: Money
  freeFen: Money
  /** What was paid, and what of it cannot be applied for now: why not more. */
  parts: {
    paidFen: Money
    /** Given back, or reversed with its invoice. */
    refundedFen: Money
    invoicedFen: Money
    reservedFen: Money
    heldFen: Money
    /** Nobody has set its rate yet. */
    rateUnsetFen: Money
    deficitFen: Money
  }
}

const isUnrated = ({ taxTreatment }: { taxTreatment: string }) => taxTreatment === RATE_UNSET
const isRated = ({ taxTreatment }: { taxTreatment: string }) => taxTreatment !== RATE_UNSET

type KeySum = Awaited<ReturnType<typeof sumByKey>>[number] & { freeFen: Money }

function totalsBySeller(rows: readonly KeySum[], deficits: readonly OpenDeficit[]): QuotaTotal[] {
  const keys = [...new Set(rows.map(({ section, sellerId }) => `${section}:${sellerId}`))]
  return keys.flatMap((key) => {
    const of = <R extends { section: string; sellerId: string }>(all: readonly R[]) =>
      all.filter(({ section, sellerId }) => `${section}:${sellerId}` === key)
    const own = of(rows)
    const [first] = own
    if (!first) return []
    const sum = (part: 'paidFen' | 'amountFen' | 'invoicedFen' | 'reservedFen' | 'heldFen') =>
      add(...own.map((row) => row[part]))
    const count = (part: 'readyOrders' | 'readyCards') => own.reduce((all, row) => all + row[part], 0)
    const { section, sellerId, sellerNameEn, sellerNameZh, isPlatform } = first
    const owed = of(deficits)
    return [
      {
        section,
        sellerId,
        sellerNameEn,
        sellerNameZh,
        isPlatform,
        ready: { orders: count('readyOrders'), cards: count('readyCards') },
        totalFen: sum('amountFen'),
        freeFen: fen(invoiceableOf(own.filter(isRated), owed.filter(isRated))),
        parts: {
          paidFen: sum('paidFen'),
          refundedFen: fen(sum('paidFen') - sum('amountFen')),
          invoicedFen: sum('invoicedFen'),
          reservedFen: sum('reservedFen'),
          heldFen: sum('heldFen'),
          rateUnsetFen: fen(invoiceableOf(own.filter(isUnrated), owed.filter(isUnrated))),
          deficitFen: add(...owed.map(({ amountFen }) => amountFen)),
        },
      },
    ]
  })
}

export type InvoiceStanding = {
  authentication: AuthenticatedAs | null
  checks: Checked[]
  ready: boolean
  /** Total expenses and what may be invoiced of them, for each section and seller. */
  totals: QuotaTotal[]
  counts: ManagedCounts
}

const namedTitles = prepared((tx) =>
  tx
    .select({ kind: titles.kind, name: titles.name, taxpayerId: titles.taxpayerId })
    .from(titles)
    .where(and(eq(titles.accountId, sql.placeholder('accountId')), isNull(titles.deletedAt)))
    .prepare('named_titles'),
)

/**
 * What has to be there before this account can apply, and whether it is; with its whole quota, of every document,
 * however many there are.
 */
export async function getInvoiceStanding(actor: MemberActor): Promise<InvoiceStanding> {
  const { accountId } = actor
  const [{ invoices }, authentication, named, counts, sums, deficits] = await readAtOnce(actor, (tx) => [
    loadPolicyNow(tx),
    loadAuthentication(tx, accountId),
    namedTitles(tx, { accountId }),
    countManaged(tx, accountId),
    sumByKey(tx, { accountId }),
    loadOpenDeficits(tx),
  ])
  const keys = sums.map((sum) => ({ ...sum, freeFen: freeOf(sum) }))
  const freeFen = invoiceableOf(keys.filter(isRated), deficits.filter(isRated))
  const checks = preconditions(invoices, {
    authentication,
    titles: named,
    addresses: counts.addresses,
    freeFen,
  })
  return {
    authentication,
    checks,
    ready: checks.every(({ met }) => met),
    totals: totalsBySeller(keys, deficits),
    counts,
  }
}
