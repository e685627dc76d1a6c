import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { deficits, invoiceables, invoiceApplications, invoiceClaims, quotaRefunds } from '@/db/schema/invoice'
import { newId } from '@/lib/kernel/id'
import { fen } from '@/lib/kernel/money'
import { Refusal } from '@/lib/kernel/refusal'
import type { CorrectionReason } from './correction.rules'
import { sumDeficits } from './deficit.load'
import { openCorrection } from './open-correction.step'
import { findReversible, lockQuotaOfOrder, type QuotaOfOrder } from './quota-of-order.load'
import { freeOf } from './quota.rules'

export type Refunded = {
  order: { id: string; accountId: string }
  /** What stays paid of the order after this refund. */
  keptFen: bigint
  refundId: string
  /** Why invoices are reversed for it: goods returned, a service ended, or an allowance. */
  reason: CorrectionReason
  note: string
  userId: string | null
  /** The money has left already: nothing refuses that. */
  isFact: boolean
  now: Date
}

type Done = { loweredFen: bigint; heldFen: bigint; deficitFen: bigint }

/**
 * A refund against the quota, in its own transaction. What is free of the order falls; what is invoiced is held, and its
 * correction is asked for; what an application has reserved refuses the refund or, where that is a fact, is a deficit
 * that the next application nets. The order is locked already.
 */
export async function lowerQuota(tx: Tx, refunded: Refunded): Promise<void> {
  const quota = await lockQuotaOfOrder(tx, refunded.order.id)
  if (!quota) return
  const { rows } = quota
  const ids = rows.map(({ id }) => id)
  const invoiceable = rows.reduce((sum, row) => sum + row.amountFen - row.heldFen, 0n)
  let need = invoiceable - (await sumDeficits(tx, ids)) - refunded.keptFen
  const done = new Map<string, Done>(ids.map((id) => [id, { loweredFen: 0n, heldFen: 0n, deficitFen: 0n }]))
  need = await lowerFree(tx, quota, need, done)
  if (need > 0n) need = await holdInvoiced(tx, quota, refunded, need, done)
  if (need > 0n && !refunded.isFact) throw await whyNot(tx, quota)
  if (need > 0n) await owe(tx, quota, refunded, need, done)
  for (const [invoiceableId, { loweredFen, heldFen, deficitFen }] of done)
    if (loweredFen + heldFen + deficitFen > 0n)
      await tx.insert(quotaRefunds).values({
        refundId: refunded.refundId,
        invoiceableId,
        accountId: refunded.order.accountId,
        loweredFen: fen(loweredFen),
        heldFen: fen(heldFen),
        deficitFen: fen(deficitFen),
      })
}

async function lowerFree(
  tx: Tx,
  { rows }: QuotaOfOrder,
  need: bigint,
  done: Map<string, Done>,
): Promise<bigint> {
  let left = need
  for (const row of rows) {
    const free = freeOf(row)
    const taken = free < left ? free : left
    if (taken <= 0n) continue
    left -= taken
    note(done, row.id, { loweredFen: taken })
    await tx
      .update(invoiceables)
      .set({ amountFen: sql`${invoiceables.amountFen} - ${taken}` })
      .where(eq(invoiceables.id, row.id))
  }
  return left
}

/** Holds yuan that issued invoices name, application by application, and asks for the correction of each. */
async function holdInvoiced(
  tx: Tx,
  { claims, applications }: QuotaOfOrder,
  refunded: Refunded,
  need: bigint,
  done: Map<string, Done>,
): Promise<bigint> {
  let left = need
  for (const application of applications.values()) {
    const reversible = await findReversible(tx, application)
    if (reversible === 0n) continue
    let held = 0n
    for (const claim of claims) {
      if (claim.applicationId !== application.id) continue
      const room = claim.amountFen - claim.reversedFen - claim.heldFen
      const taken = room < left ? room : left
      if (taken <= 0n) continue
      left -= taken
      held += taken
      note(done, claim.invoiceableId, { heldFen: taken })
      await hold(tx, claim, taken)
    }
    if (held > 0n)
      await openCorrection(tx, application, {
        id: newId(),
        reason: refunded.reason,
        // Invoices that netted a deficit say less than their documents; reversed whole, these fall by all that is held.
        amountFen: held < reversible ? held : reversible,
        note: refunded.note,
        refundId: refunded.refundId,
        userId: refunded.userId,
        now: refunded.now,
      })
  }
  return left
}

async function hold(
  tx: Tx,
  { applicationId, invoiceableId }: { applicationId: string; invoiceableId: string },
  amountFen: bigint,
): Promise<void> {
  await tx
    .update(invoiceClaims)
    .set({ heldFen: sql`${invoiceClaims.heldFen} + ${amountFen}` })
    .where(
      and(eq(invoiceClaims.applicationId, applicationId), eq(invoiceClaims.invoiceableId, invoiceableId)),
    )
  await tx
    .update(invoiceables)
    .set({
      invoicedFen: sql`${invoiceables.invoicedFen} - ${amountFen}`,
      heldFen: sql`${invoiceables.heldFen} + ${amountFen}`,
    })
    .where(eq(invoiceables.id, invoiceableId))
}

/** Names the application that stands in the way: one to be decided first, or one whose invoice is being corrected. */
async function whyNot(tx: Tx, { claims, applications }: QuotaOfOrder): Promise<Refusal> {
  const reserving = [...applications.values()].find(({ status }) =>
    ['under-review', 'issuing', 'issue-failed'].includes(status),
  )
  if (reserving) return new Refusal('refund.applied-for', { application: reserving.number })
  const correcting = [...applications.values()].find(({ status }) => status === 'return-requested')
  if (correcting) return new Refusal('refund.being-corrected', { application: correcting.number })
  // Applied for while this waited.
  const [newest] = await tx
    .select({ number: invoiceApplications.number })
    .from(invoiceApplications)
    .where(
      eq(
        invoiceApplications.id,
        claims.find(({ applicationId }) => !applications.has(applicationId))?.applicationId ?? newId(),
      ),
    )
  return new Refusal('refund.applied-for', { application: newest?.number ?? '' })
}

async function owe(
  tx: Tx,
  { rows }: QuotaOfOrder,
  refunded: Refunded,
  need: bigint,
  done: Map<string, Done>,
): Promise<void> {
  const row = rows.find((one) => one.reservedFen + one.invoicedFen > 0n) ?? rows[0]
  if (!row) return
  note(done, row.id, { deficitFen: need })
  await tx.insert(deficits).values({
    id: newId(),
    accountId: refunded.order.accountId,
    invoiceableId: row.id,
    sellerId: row.sellerId,
    amountFen: fen(need),
    occurredAt: refunded.now,
  })
}

function note(done: Map<string, Done>, id: string, more: Partial<Done>): void {
  const before = done.get(id) ?? { loweredFen: 0n, heldFen: 0n, deficitFen: 0n }
  done.set(id, {
    loweredFen: before.loweredFen + (more.loweredFen ?? 0n),
    heldFen: before.heldFen + (more.heldFen ?? 0n),
    deficitFen: before.deficitFen + (more.deficitFen ?? 0n),
  })
}
