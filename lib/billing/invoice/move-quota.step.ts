import 'server-only'
import { eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { deficits, invoiceables, invoiceClaims } from '@/db/schema/invoice'
import { fen, type Money } from '@/lib/kernel/money'
import { lockClaimed, type Invoiceable } from './quota.load'

type Claim = { invoiceable: Invoiceable; amountFen: Money }

/** Reserves what an application claims, and the deficits it nets. All are locked; the database refuses more than there is. */
export async function reserve(
  tx: Tx,
  application: { id: string; accountId: string },
  claims: readonly Claim[],
  nettedIds: readonly string[],
): Promise<void> {
  for (const { invoiceable, amountFen } of claims)
    await tx
      .update(invoiceables)
      .set({ reservedFen: sql`${invoiceables.reservedFen} + ${amountFen}` })
      .where(eq(invoiceables.id, invoiceable.id))
  await tx.insert(invoiceClaims).values(
    claims.map(({ invoiceable, amountFen }) => ({
      applicationId: application.id,
      accountId: application.accountId,
      invoiceableId: invoiceable.id,
      amountFen,
      live: true,
    })),
  )
  if (nettedIds.length > 0)
    await tx
      .update(deficits)
      .set({ claimedBy: application.id })
      .where(inArray(deficits.id, [...nettedIds]))
}

/** Gives back what an application had reserved: it was rejected or withdrawn. Its claims live no more, and what it netted waits again. */
export async function release(tx: Tx, applicationId: string): Promise<void> {
  for (const { row, claimedFen } of await lockClaimed(tx, applicationId))
    await tx
      .update(invoiceables)
      .set({ reservedFen: fen(row.reservedFen - claimedFen) })
      .where(eq(invoiceables.id, row.id))
  await tx.update(invoiceClaims).set({ live: false }).where(eq(invoiceClaims.applicationId, applicationId))
  await tx.update(deficits).set({ claimedBy: null }).where(eq(deficits.claimedBy, applicationId))
}

/** Turns what was reserved into invoiced: the numbers are there, and what was netted is settled. */
export async function consume(tx: Tx, applicationId: string): Promise<void> {
  for (const { row, claimedFen } of await lockClaimed(tx, applicationId))
    await tx
      .update(invoiceables)
      .set({ reservedFen: fen(row.reservedFen - claimedFen), invoicedFen: fen(row.invoicedFen + claimedFen) })
      .where(eq(invoiceables.id, row.id))
  await tx
    .update(deficits)
    .set({ settledAt: sql`business_now()` })
    .where(eq(deficits.claimedBy, applicationId))
}
