import 'server-only'
import { and, eq, isNull, ne } from 'drizzle-orm'
import { invoiceApplications, invoices } from '@/db/schema/invoice'
import type { StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { notFound } from '@/lib/kernel/refusal'

/** An invoice that waits for its number, with the title it names. */
export async function getInvoiceToRecord(actor: StaffActor, id: string) {
  const [row] = await read(actor, (tx) =>
    tx
      .select({ invoice: invoices, title: invoiceApplications.title })
      .from(invoices)
      .innerJoin(invoiceApplications, eq(invoiceApplications.id, invoices.applicationId))
      .where(eq(invoices.id, id)),
  )
  if (!row) throw notFound()
  return row
}

/** An issued invoice by its number, with the title it names; null for none and for another seller's. */
export async function findIssuedByNumber(actor: StaffActor, number: string) {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        id: invoices.id,
        issuedOn: invoices.issuedOn,
        amountFen: invoices.amountFen,
        taxFen: invoices.taxFen,
        title: invoiceApplications.title,
      })
      .from(invoices)
      .innerJoin(invoiceApplications, eq(invoiceApplications.id, invoices.applicationId))
      .where(
        and(
          eq(invoices.number, number),
          ne(invoices.status, 'pending'),
          isNull(invoices.code),
          isNull(invoiceApplications.removedAt),
        ),
      ),
  )
  return row ?? null
}
