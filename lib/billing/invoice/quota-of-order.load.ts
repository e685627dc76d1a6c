import 'server-only'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceables, invoiceApplications, invoiceClaims } from '@/db/schema/invoice'
import type { Application } from './application.load'
import { findLiveCorrection, sumLeft } from './correction.load'
import type { Invoiceable } from './quota.load'

export type Claimed = typeof invoiceClaims.$inferSelect

export type QuotaOfOrder = {
  rows: Invoiceable[]
  /** The living claims on them. */
  claims: Claimed[]
  /** The applications that hold them, locked; one made while this waited is not among them. */
  applications: Map<string, Application>
}

/** Locks applications in the order of their ids. */
export async function lockApplications(tx: Tx, ids: readonly string[]): Promise<Map<string, Application>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(invoiceApplications)
    .where(inArray(invoiceApplications.id, [...ids]))
    .orderBy(asc(invoiceApplications.id))
    .for('no key update')
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Locks what may be invoiced of an order, behind the applications that claim it: whoever decides on an application locks
 * that first. The order is locked already. Null where nothing of it is invoiced by itself.
 */
export async function lockQuotaOfOrder(tx: Tx, orderId: string): Promise<QuotaOfOrder | null> {
  const known = await tx
    .selectDistinct({ id: invoiceClaims.applicationId })
    .from(invoiceClaims)
    .innerJoin(invoiceables, eq(invoiceables.id, invoiceClaims.invoiceableId))
    .where(and(eq(invoiceables.orderId, orderId), eq(invoiceClaims.live, true)))
  const applications = await lockApplications(
    tx,
    known.map(({ id }) => id),
  )
  const rows = await tx
    .select()
    .from(invoiceables)
    .where(eq(invoiceables.orderId, orderId))
    .orderBy(asc(invoiceables.id))
    .for('no key update')
  if (rows.length === 0) return null
  const claims = await tx
    .select()
    .from(invoiceClaims)
    .where(
      and(
        inArray(
          invoiceClaims.invoiceableId,
          rows.map(({ id }) => id),
        ),
        eq(invoiceClaims.live, true),
      ),
    )
    .orderBy(asc(invoiceClaims.applicationId))
  return { rows, claims, applications }
}

/** How much of an application's invoices a correction could reverse now; nothing while another one is under way. */
export async function findReversible(tx: Tx, application: Application | undefined): Promise<bigint> {
  if (application?.status !== 'issued' && application?.status !== 'shipped') return 0n
  if (application.removedAt !== null) return 0n
  return (await findLiveCorrection(tx, application.id)) ? 0n : sumLeft(tx, application.id)
}
