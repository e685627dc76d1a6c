import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { deficits, invoiceables } from '@/db/schema/invoice'
import { fen } from '@/lib/kernel/money'
import { lockDeficitsOn } from './deficit.load'
import type { Invoiceable } from './quota.load'
import { freeOf } from './quota.rules'

/** Settles deficits on a locked invoiceable up to an amount, oldest first. Returns how much. */
export async function settleDeficits(
  tx: Tx,
  invoiceableId: string,
  most: bigint,
  now: Date,
): Promise<bigint> {
  if (most <= 0n) return 0n
  let left = most
  for (const deficit of await lockDeficitsOn(tx, invoiceableId)) {
    if (left === 0n) break
    const taken = deficit.amountFen < left ? deficit.amountFen : left
    left -= taken
    await tx
      .update(deficits)
      .set(taken === deficit.amountFen ? { settledAt: now } : { amountFen: fen(deficit.amountFen - taken) })
      .where(eq(deficits.id, deficit.id))
  }
  return most - left
}

/** What became free of an invoiceable pays its own deficits first: then it falls, as a refund would have lowered it. */
export async function absorbDeficits(tx: Tx, invoiceable: Invoiceable, now: Date): Promise<void> {
  const taken = await settleDeficits(tx, invoiceable.id, freeOf(invoiceable), now)
  if (taken > 0n)
    await tx
      .update(invoiceables)
      .set({ amountFen: fen(invoiceable.amountFen - taken) })
      .where(eq(invoiceables.id, invoiceable.id))
}
