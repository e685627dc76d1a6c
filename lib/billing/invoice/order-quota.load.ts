import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceables } from '@/db/schema/invoice'
import { unrefundedFen } from '@/lib/billing/payment/refund.rules'
import type { Money } from '@/lib/kernel/money'
import { uninvoicedOf } from './quota.rules'

type Paid = { id: string; amountFen: bigint; refundedFen: bigint; refundingFen: bigint }

/** What of an order no invoice names or may come to name, locked; null where it is never invoiced by itself. */
export async function lockUninvoiced(tx: Tx, order: Paid): Promise<Money | null> {
  const rows = await tx
    .select()
    .from(invoiceables)
    .where(eq(invoiceables.orderId, order.id))
    .orderBy(invoiceables.id)
    .for('no key update')
  return uninvoicedOf(rows, unrefundedFen(order))
}
