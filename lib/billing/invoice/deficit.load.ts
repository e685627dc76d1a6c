import 'server-only'
import { and, asc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { deficits, invoiceables } from '@/db/schema/invoice'
import { prepared } from '@/lib/command/prepared'

export type Deficit = typeof deficits.$inferSelect

export type OpenDeficit = {
  id: string
  invoiceableId: string
  orderId: string
  section: 'own' | 'market'
  sellerId: string
  taxTreatment: string
  amountFen: bigint
  occurredAt: Date
}

const columns = {
  id: deficits.id,
  invoiceableId: deficits.invoiceableId,
  orderId: invoiceables.orderId,
  section: invoiceables.section,
  sellerId: invoiceables.sellerId,
  taxTreatment: invoiceables.taxTreatment,
  amountFen: deficits.amountFen,
  occurredAt: deficits.occurredAt,
}

const openDeficits = prepared((tx) =>
  tx
    .select(columns)
    .from(deficits)
    .innerJoin(invoiceables, eq(invoiceables.id, deficits.invoiceableId))
    .where(and(isNull(deficits.settledAt), isNull(deficits.claimedBy)))
    .orderBy(asc(deficits.id))
    .prepare('open_deficits'),
)

/** The account's deficits that no application nets yet, oldest first. */
export async function loadOpenDeficits(tx: Tx): Promise<OpenDeficit[]> {
  return openDeficits(tx, {})
}

/** Locks the same ones among an account's; whoever nets them waits for its turn. */
export async function lockOpenDeficits(tx: Tx): Promise<OpenDeficit[]> {
  const open = await loadOpenDeficits(tx)
  if (open.length === 0) return []
  const locked = await tx
    .select()
    .from(deficits)
    .where(
      inArray(
        deficits.id,
        open.map(({ id }) => id),
      ),
    )
    .orderBy(asc(deficits.id))
    .for('no key update')
  const free = new Map(
    locked.filter((row) => row.settledAt === null && row.claimedBy === null).map((row) => [row.id, row]),
  )
  return open.flatMap((row) => {
    const now = free.get(row.id)
    return now ? [{ ...row, amountFen: now.amountFen }] : []
  })
}

/** Locks what stands on an invoiceable and no application nets yet, oldest first. The invoiceable is locked already. */
export async function lockDeficitsOn(tx: Tx, invoiceableId: string): Promise<Deficit[]> {
  return tx
    .select()
    .from(deficits)
    .where(
      and(eq(deficits.invoiceableId, invoiceableId), isNull(deficits.settledAt), isNull(deficits.claimedBy)),
    )
    .orderBy(asc(deficits.id))
    .for('no key update')
}

/** The deficits that an application nets, with the tax treatment of their documents. */
export async function loadNettedBy(
  tx: Tx,
  applicationId: string,
): Promise<Pick<OpenDeficit, 'invoiceableId' | 'taxTreatment' | 'amountFen'>[]> {
  const { invoiceableId, taxTreatment, amountFen } = columns
  return tx
    .select({ invoiceableId, taxTreatment, amountFen })
    .from(deficits)
    .innerJoin(invoiceables, eq(invoiceables.id, deficits.invoiceableId))
    .where(eq(deficits.claimedBy, applicationId))
}

/** What of these invoiceables was given back although an invoice names it, and is or was netted elsewhere. */
export async function sumDeficits(tx: Tx, invoiceableIds: readonly string[]): Promise<bigint> {
  const rows = await tx
    .select({ amountFen: deficits.amountFen })
    .from(deficits)
    .where(
      and(
        inArray(deficits.invoiceableId, [...invoiceableIds]),
        or(isNull(deficits.settledAt), isNotNull(deficits.claimedBy)),
      ),
    )
  return rows.reduce((sum, { amountFen }) => sum + amountFen, 0n)
}
