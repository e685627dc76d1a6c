import 'server-only'
import { eq } from 'drizzle-orm'
import { invoiceables } from '@/db/schema/invoice'
import type { StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import type { Money } from '@/lib/kernel/money'
import { uninvoicedOf } from './quota.rules'

/** What of an order no invoice names or may come to name; null where it is never invoiced by itself. */
export async function findUninvoiced(actor: StaffActor, orderId: string): Promise<Money | null> {
  const rows = await read(actor, (tx) =>
    tx.select().from(invoiceables).where(eq(invoiceables.orderId, orderId)),
  )
  return uninvoicedOf(rows)
}
