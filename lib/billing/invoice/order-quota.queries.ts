import 'server-only'
import { eq } from 'drizzle-orm'
import { invoiceables } from '@/db/schema/invoice'
import type { StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { unrefundedFen } from '@/lib/billing/payment/refund.rules'
import type { Money } from '@/lib/kernel/money'
import { uninvoicedOf } from './quota.rules'

type Paid = { id: string; amountFen: bigint; refundedFen: bigint; refundingFen: bigint }

/** What of an order no invoice names or may come to name; null where it is never invoiced by itself. */
export async function findUninvoiced(actor: StaffActor, order: Paid): Promise<Money | null> {
  const rows = await read(actor, (tx) =>
    tx.select().from(invoiceables).where(eq(invoiceables.orderId, order.id)),
  )
  return uninvoicedOf(rows, unrefundedFen(order))
}
