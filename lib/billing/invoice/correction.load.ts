import 'server-only'
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { corrections, invoiceClaims, invoices, redForms } from '@/db/schema/invoice'
import { fen, type Money } from '@/lib/kernel/money'
import { notFound } from '@/lib/kernel/refusal'
import { lockApplication, type Application } from './application.load'
import { readLines } from './lines.rules'
import type { Blue } from './reversal.rules'

export type Correction = typeof corrections.$inferSelect
export type RedForm = typeof redForms.$inferSelect
export type Invoice = typeof invoices.$inferSelect

const LIVE = ['requested', 'reversing', 'stuck'] as const

/** Locks an application, then a correction of it. Not found where there is none, or none of this account or seller. */
export async function lockCorrection(
  tx: Tx,
  id: string,
): Promise<{ application: Application; correction: Correction }> {
  const [known] = await tx
    .select({ applicationId: corrections.applicationId })
    .from(corrections)
    .where(eq(corrections.id, id))
  if (!known) throw notFound()
  const application = await lockApplication(tx, known.applicationId)
  const [correction] = await tx.select().from(corrections).where(eq(corrections.id, id)).for('no key update')
  if (!correction) throw notFound()
  return { application, correction }
}

export type LockedForm = { application: Application; correction: Correction; form: RedForm }

/** Locks the application and the correction of a red-letter form, then the form. */
export async function lockForm(tx: Tx, id: string): Promise<LockedForm> {
  const [known] = await tx
    .select({ correctionId: redForms.correctionId })
    .from(redForms)
    .where(eq(redForms.id, id))
  if (!known) throw notFound()
  const locked = await lockCorrection(tx, known.correctionId)
  const [form] = await tx.select().from(redForms).where(eq(redForms.id, id)).for('no key update')
  if (!form) throw notFound()
  return { ...locked, form }
}

/** The correction of an application that is not over, or null. */
export async function findLiveCorrection(tx: Tx, applicationId: string): Promise<Correction | null> {
  const [row] = await tx
    .select()
    .from(corrections)
    .where(and(eq(corrections.applicationId, applicationId), inArray(corrections.status, [...LIVE])))
  return row ?? null
}

/** The live corrections that a refund needs. */
export async function findCorrectionsOf(tx: Tx, refundId: string): Promise<Correction[]> {
  return tx
    .select()
    .from(corrections)
    .where(and(eq(corrections.refundId, refundId), inArray(corrections.status, [...LIVE])))
    .orderBy(asc(corrections.applicationId))
}

/** The red-letter forms of a correction, the first opened first. */
export async function loadForms(tx: Tx, correctionId: string): Promise<RedForm[]> {
  return tx
    .select()
    .from(redForms)
    .where(eq(redForms.correctionId, correctionId))
    .orderBy(asc(redForms.requestNo))
}

/** The forms of a correction whose red invoices exist, each with what that one reversed. */
export async function loadReversed(tx: Tx, correctionId: string): Promise<Map<string, Money>> {
  const rows = await tx
    .select({ id: redForms.id, amountFen: redForms.amountFen })
    .from(redForms)
    .innerJoin(invoices, eq(invoices.id, redForms.redInvoiceId))
    .where(
      and(eq(redForms.correctionId, correctionId), eq(redForms.live, true), eq(invoices.status, 'issued')),
    )
  return new Map(rows.map(({ id, amountFen }) => [id, amountFen]))
}

/** The issued invoices of an application with what red ones have reversed of them. */
export async function loadBlues(
  tx: Tx,
  applicationId: string,
): Promise<{ rows: Invoice[]; blues: Blue[]; reds: number }> {
  const all = await tx
    .select()
    .from(invoices)
    .where(eq(invoices.applicationId, applicationId))
    .orderBy(asc(invoices.sequence))
  const rows = all.filter(({ colour, status }) => colour === 'blue' && status === 'issued')
  const reds = all.filter(({ colour }) => colour === 'red')
  const blues = rows.map((blue) => ({
    id: blue.id,
    lines: readLines(blue.lines),
    reversed: reds
      .filter(({ reversesId, status }) => reversesId === blue.id && status === 'issued')
      .flatMap(({ lines }) => readLines(lines)),
  }))
  return { rows, blues, reds: reds.length }
}

/** One invoice, blue or red, of an application that is locked. */
export async function loadInvoice(tx: Tx, id: string): Promise<Invoice | null> {
  const [row] = await tx.select().from(invoices).where(eq(invoices.id, id))
  return row ?? null
}

/** What of an application's issued invoices no red one has reversed yet. */
export async function sumLeft(tx: Tx, applicationId: string): Promise<bigint> {
  const [row] = await tx
    .select({ left: sql<string>`coalesce(sum(${invoices.amountFen} - ${invoices.reversedFen}), 0)::text` })
    .from(invoices)
    .where(
      and(
        eq(invoices.applicationId, applicationId),
        eq(invoices.colour, 'blue'),
        eq(invoices.status, 'issued'),
      ),
    )
  return BigInt(row?.left ?? '0')
}

/** The document whose yuan are held for a correction's refund; null where there is none. */
export async function loadHeldOf(tx: Tx, { applicationId, refundId }: Correction): Promise<string | null> {
  if (refundId === null) return null
  const [claim] = await tx
    .select({ id: invoiceClaims.invoiceableId })
    .from(invoiceClaims)
    .where(and(eq(invoiceClaims.applicationId, applicationId), gt(invoiceClaims.heldFen, fen(0))))
  return claim?.id ?? null
}

/** How many invoices of an application are void. */
export async function countVoided(tx: Tx, applicationId: string): Promise<number> {
  return tx.$count(invoices, and(eq(invoices.applicationId, applicationId), eq(invoices.status, 'voided')))
}
