import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { invoiceApplications, invoices, sellerInvoicing } from '@/db/schema/invoice'
import type { StaffActor, SystemActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'

/** Applications about which a channel is to be asked now, the longest due first. */
export async function listApplicationsToAsk(actor: SystemActor, limit: number): Promise<string[]> {
  const rows = await read(actor, (tx) =>
    tx
      .select({ id: invoiceApplications.id })
      .from(invoiceApplications)
      .where(sql`${invoiceApplications.nextQueryAt} <= now() and ${invoiceApplications.status} = 'issuing'`)
      .orderBy(asc(invoiceApplications.nextQueryAt))
      .limit(limit),
  )
  return rows.map(({ id }) => id)
}

/** What a channel has failed to issue of an application, as far as we know; and whose channel it was. */
export async function listFailedRequests(actor: StaffActor, applicationId: string) {
  return read(actor, (tx) =>
    tx
      .select({
        channel: invoiceApplications.channel,
        taxpayerId: sellerInvoicing.taxpayerId,
        requestNo: invoices.requestNo,
      })
      .from(invoices)
      .innerJoin(invoiceApplications, eq(invoiceApplications.id, invoices.applicationId))
      .innerJoin(sellerInvoicing, eq(sellerInvoicing.sellerId, invoiceApplications.sellerId))
      .where(
        and(
          eq(invoices.applicationId, applicationId),
          eq(invoices.status, 'pending'),
          isNull(invoices.number),
          eq(invoiceApplications.status, 'issue-failed'),
        ),
      ),
  )
}

/** What a channel was asked to issue and does not wait for any more: its request, and the number it told of; or null. */
export async function findAtChannel(actor: StaffActor, invoiceId: string) {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        channel: invoiceApplications.channel,
        taxpayerId: sellerInvoicing.taxpayerId,
        requestNo: invoices.requestNo,
        number: invoices.number,
      })
      .from(invoices)
      .innerJoin(invoiceApplications, eq(invoiceApplications.id, invoices.applicationId))
      .innerJoin(sellerInvoicing, eq(sellerInvoicing.sellerId, invoiceApplications.sellerId))
      .where(
        and(
          eq(invoices.id, invoiceId),
          eq(invoices.status, 'pending'),
          eq(invoiceApplications.status, 'issue-failed'),
        ),
      ),
  )
  return row ?? null
}
