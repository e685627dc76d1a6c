import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { deficits, invoiceables, invoiceClaims, quotaRefunds } from '@/db/schema/invoice'
import { fen } from '@/lib/kernel/money'
import type { Application } from './application.load'
import type { Correction } from './correction.load'
import { effectOf } from './correction.rules'
import { loadNettedBy } from './deficit.load'
import type { InvoiceLine } from './lines.rules'
import { lockInvoiceables, type Invoiceable } from './quota.load'
import { claimParts, type ClaimLeft } from './reversal.rules'
import { absorbDeficits, settleDeficits } from './settle-deficits.step'
import type { ClaimSnapshot } from './snapshot.rules'

export type Reversal = {
  application: Application
  correction: Correction
  /** The lines that were reversed: negative. */
  lines: readonly InvoiceLine[]
  /** Whether nothing is left of the application's invoices. */
  whole: boolean
  now: Date
}

/**
 * What a reversed invoice does to the quota: issued in error or void, its yuan are free again; otherwise they fall with
 * their invoice, but for what that netted: it named so much less, and the deficit is owed again. What is held for a
 * refund falls away in any case, since that money goes back.
 */
export async function reverseQuota(
  tx: Tx,
  { application, correction, lines, whole, now }: Reversal,
): Promise<void> {
  const claims = await loadClaimsLeft(tx, application)
  const netted = whole ? await loadNettedBy(tx, application.id) : []
  const parts = claimParts(lines, claims, whole)
  const nettedIds = netted.map(({ invoiceableId }) => invoiceableId)
  const rows = await lockInvoiceables(tx, [...new Set([...parts.keys(), ...nettedIds])])
  const effect = effectOf(correction)
  const lent = new Map<string, bigint>()
  for (const { taxTreatment, amountFen } of netted)
    lent.set(taxTreatment, (lent.get(taxTreatment) ?? 0n) + amountFen)
  for (const row of rows) {
    const amountFen = parts.get(row.id) ?? 0n
    const held = claims.find(({ invoiceableId }) => invoiceableId === row.id)?.heldFen ?? 0n
    if (amountFen <= 0n) continue
    const heldFen = held < amountFen ? held : amountFen
    const rest = amountFen - heldFen
    const left = effect === 'restore' ? rest : (lent.get(row.taxTreatment) ?? 0n)
    const freeFen = left < rest ? left : rest
    lent.set(row.taxTreatment, left - freeFen)
    await reverseOne(tx, { row, amountFen, heldFen, freeFen, application, correction, now })
  }
  if (!whole) return
  await tx.update(invoiceClaims).set({ live: false }).where(eq(invoiceClaims.applicationId, application.id))
  // What it had netted is owed again, and by its own document first.
  await tx
    .update(deficits)
    .set({ claimedBy: null, settledAt: null })
    .where(eq(deficits.claimedBy, application.id))
  for (const row of await lockInvoiceables(tx, nettedIds)) await absorbDeficits(tx, row, now)
}

async function loadClaimsLeft(tx: Tx, application: Application): Promise<ClaimLeft[]> {
  const rows = await tx
    .select()
    .from(invoiceClaims)
    .where(and(eq(invoiceClaims.applicationId, application.id), eq(invoiceClaims.live, true)))
  const claimed = new Map(rows.map((row) => [row.invoiceableId, row]))
  return (application.lines as ClaimSnapshot[]).flatMap((line) => {
    const row = claimed.get(line.invoiceableId)
    if (!row || BigInt(line.amountFen) <= 0n) return []
    const { invoiceableId, itemName: name, taxCode, taxTreatment } = line
    const leftFen = row.amountFen - row.reversedFen
    return [{ invoiceableId, name, taxCode, taxTreatment, leftFen, heldFen: row.heldFen }]
  })
}

type One = {
  row: Invoiceable
  amountFen: bigint
  /** How much of it is held for the correction's refund. */
  heldFen: bigint
  /** How much of it is free again; the rest falls with its invoice. */
  freeFen: bigint
  application: Application
  correction: Correction
  now: Date
}

async function reverseOne(tx: Tx, one: One): Promise<void> {
  const { row, amountFen, heldFen, freeFen, application, correction, now } = one
  const after = {
    amountFen: fen(row.amountFen - (amountFen - freeFen)),
    invoicedFen: fen(row.invoicedFen - (amountFen - heldFen)),
    heldFen: fen(row.heldFen - heldFen),
  }
  await tx.update(invoiceables).set(after).where(eq(invoiceables.id, row.id))
  await tx
    .update(invoiceClaims)
    .set({
      reversedFen: sql`${invoiceClaims.reversedFen} + ${amountFen}`,
      heldFen: sql`${invoiceClaims.heldFen} - ${heldFen}`,
    })
    .where(and(eq(invoiceClaims.applicationId, application.id), eq(invoiceClaims.invoiceableId, row.id)))
  if (heldFen > 0n && correction.refundId !== null)
    await tx
      .update(quotaRefunds)
      .set({
        heldFen: sql`${quotaRefunds.heldFen} - ${heldFen}`,
        loweredFen: sql`${quotaRefunds.loweredFen} + ${heldFen}`,
      })
      .where(and(eq(quotaRefunds.refundId, correction.refundId), eq(quotaRefunds.invoiceableId, row.id)))
  await settleDeficits(tx, row.id, amountFen - heldFen - freeFen, now)
  if (freeFen > 0n) await absorbDeficits(tx, { ...row, ...after }, now)
}
