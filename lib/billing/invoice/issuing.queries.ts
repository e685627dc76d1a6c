import 'server-only'
import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm'
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

/** What a channel was asked to issue and does not wait for any more; and whose channel it was. */
const failedRequests = (actor: StaffActor, which: SQL | undefined) =>
  read(actor, (tx) =>
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
      .where(and(which, eq(invoices.status, 'pending'), eq(invoiceApplications.status, 'issue-failed'))),
  )

/** What a channel has failed to issue of an application, as far as we know. */
export async function listFailedRequests(actor: StaffActor, applicationId: string) {
  return failedRequests(actor, and(eq(invoices.applicationId, applicationId), isNull(invoices.number)))
}

/** The request of one invoice that its channel does not wait for any more, with the number it told of; or null. */
export async function findAtChannel(actor: StaffActor, invoiceId: string) {
  const [row] = await failedRequests(actor, eq(invoices.id, invoiceId))
  return row ?? null
}
