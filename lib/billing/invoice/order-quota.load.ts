import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceables } from '@/db/schema/invoice'
import type { Money } from '@/lib/kernel/money'
import { uninvoicedOf } from './quota.rules'

/** What of an order no invoice names or may come to name, locked; null where it is never invoiced by itself. */
export async function lockUninvoiced(tx: Tx, orderId: string): Promise<Money | null> {
  const rows = await tx
    .select()
    .from(invoiceables)
    .where(eq(invoiceables.orderId, orderId))
    .orderBy(invoiceables.id)
    .for('no key update')
  return uninvoicedOf(rows)
}
