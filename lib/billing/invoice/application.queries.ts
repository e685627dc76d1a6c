import 'server-only'
import { and, asc, eq, gte, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import { accounts, users } from '@/db/schema/account'
import { sellers } from '@/db/schema/catalog'
import {
  applicationEvents,
  invoiceApplications,
  invoiceFiles,
  invoices,
  sellerInvoicing,
} from '@/db/schema/invoice'
import type { Actor, MemberActor, StaffActor } from '@/lib/auth/actor'
import { containing, countUpTo, keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Cursor, type Page } from '@/lib/command/page'
import { read, readAtOnce } from '@/lib/command/read'
import { addDays, startOfDay, type Day } from '@/lib/kernel/calendar'
import { notFound } from '@/lib/kernel/refusal'
import type { ApplicationStatus, ApplicationVerb } from './application.rules'
import type { InvoiceKind } from './kind.rules'
import type { ClaimSnapshot, DeliverySnapshot, TitleSnapshot } from './snapshot.rules'

/** What a list tells of an application. */
export const listed = {
  id: invoiceApplications.id,
  at: invoiceApplications.submittedAt,
  number: invoiceApplications.number,
  status: invoiceApplications.status,
  kind: invoiceApplications.kind,
  section: invoiceApplications.section,
  amountFen: invoiceApplications.amountFen,
  titleName: sql<string>`${invoiceApplications.title} ->> 'name'`,
  dueAt: invoiceApplications.dueAt,
  deliveryDueAt: invoiceApplications.deliveryDueAt,
  courier: invoiceApplications.courier,
  trackingNumber: invoiceApplications.trackingNumber,
  accountId: invoiceApplications.accountId,
  sellerNameEn: sellers.nameEn,
  sellerNameZh: sellers.nameZh,
}

/** A seller's reviewer does not see customers: there the title's name is all that is told. */
export function accountNameFor(actor: Actor) {
  if (actor.kind === 'staff' && actor.sellerId !== null) return sql<string | null>`null`
  return sql<
    string | null
  >`(select ${accounts.name} from ${accounts} where ${accounts.id} = ${invoiceApplications.accountId})`
}

export type ApplicationRow = Awaited<ReturnType<typeof listApplications>>['rows'][number]

export type ApplicationFilter = {
  status?: ApplicationStatus | undefined
  kind?: InvoiceKind | undefined
  from?: Day | undefined
  to?: Day | undefined
  search?: string | undefined
  cursor: Cursor | null
}

function matching(filter: ApplicationFilter): SQL | undefined {
  const wanted = filter.search?.trim()
  const { id, number, title } = invoiceApplications
  return and(
    isNull(invoiceApplications.removedAt),
    filter.status && eq(invoiceApplications.status, filter.status),
    filter.kind && eq(invoiceApplications.kind, filter.kind),
    filter.from && gte(invoiceApplications.submittedAt, startOfDay(filter.from)),
    filter.to && lt(invoiceApplications.submittedAt, startOfDay(addDays(filter.to, 1))),
    wanted
      ? or(
          containing(wanted, number),
          sql`position(lower(${wanted}) in lower(${title} ->> 'name')) > 0`,
          sql`exists (select from ${invoices} where ${invoices.applicationId} = ${id} and ${containing(wanted, invoices.number)})`,
        )
      : undefined,
  )
}

/** Applications, the newest first: the actor's account's, or for staff everybody's (a seller's reviewer sees the seller's). */
export async function listApplications(actor: MemberActor | StaffActor, filter: ApplicationFilter) {
  const own = actor.kind === 'member' ? eq(invoiceApplications.accountId, actor.accountId) : undefined
  const where = and(own, matching(filter))
  const { after, order } = keyset(filter.cursor, invoiceApplications.submittedAt, invoiceApplications.id)
  const [rows, count] = await readAtOnce(actor, (tx) => [
    tx
      .select({ ...listed, accountName: accountNameFor(actor) })
      .from(invoiceApplications)
      .innerJoin(sellers, eq(sellers.id, invoiceApplications.sellerId))
      .where(and(where, after))
      .orderBy(...order)
      .limit(PAGE_SIZE + 1)
      .execute(),
    countUpTo(tx, invoiceApplications, where),
  ])
  return { ...cutPage(rows, filter.cursor), count } satisfies Page<{ id: string; at: Date }> & {
    count: number
  }
}

export type ApplicationView = Awaited<ReturnType<typeof getApplication>>

/** One application with all that was applied for, its history, its invoices and their files. */
export async function getApplication(actor: Actor, id: string) {
  return read(actor, async (tx, now) => {
    const [row] = await tx
      .select({
        application: invoiceApplications,
        accountName: accountNameFor(actor),
        seller: sellers,
        limitFen: sellerInvoicing.perInvoiceFen,
      })
      .from(invoiceApplications)
      .innerJoin(sellers, eq(sellers.id, invoiceApplications.sellerId))
      .leftJoin(sellerInvoicing, eq(sellerInvoicing.sellerId, sellers.id))
      .where(and(eq(invoiceApplications.id, id), isNull(invoiceApplications.removedAt)))
    if (!row) throw notFound()
    const events = await tx
      .select({
        id: applicationEvents.id,
        verb: sql<ApplicationVerb | 'submit' | 'send'>`${applicationEvents.verb}`,
        status: applicationEvents.status,
        detail: applicationEvents.detail,
        at: applicationEvents.at,
        byName: users.name,
      })
      .from(applicationEvents)
      .leftJoin(users, eq(users.id, applicationEvents.userId))
      .where(eq(applicationEvents.applicationId, id))
      .orderBy(asc(applicationEvents.at), asc(applicationEvents.id))
    const issued = await tx
      .select()
      .from(invoices)
      .where(eq(invoices.applicationId, id))
      .orderBy(asc(invoices.colour), asc(invoices.sequence))
    const files = await tx
      .select({
        id: invoiceFiles.id,
        invoiceId: invoiceFiles.invoiceId,
        format: invoiceFiles.format,
        size: sql<number>`octet_length(${invoiceFiles.content})`,
      })
      .from(invoiceFiles)
      .innerJoin(invoices, eq(invoices.id, invoiceFiles.invoiceId))
      .where(eq(invoices.applicationId, id))
      .orderBy(asc(invoiceFiles.format))
    const { application, accountName, seller, limitFen } = row
    return {
      ...application,
      title: application.title as TitleSnapshot,
      delivery: application.delivery as DeliverySnapshot,
      claims: application.lines as ClaimSnapshot[],
      accountName,
      sellerNameEn: seller.nameEn,
      sellerNameZh: seller.nameZh,
      /** What one invoice of the seller carries at most, without tax, as it is set now. */
      limitFen,
      now,
      events,
      invoices: issued.map((invoice) => ({
        ...invoice,
        files: files.filter((file) => file.invoiceId === invoice.id),
      })),
    }
  })
}

/** One official file; not found for another account's. */
export async function getInvoiceFile(actor: Actor, id: string) {
  const [row] = await read(actor, (tx) =>
    tx
      .select({ content: invoiceFiles.content, format: invoiceFiles.format, number: invoices.number })
      .from(invoiceFiles)
      .innerJoin(invoices, eq(invoices.id, invoiceFiles.invoiceId))
      .where(eq(invoiceFiles.id, id)),
  )
  if (!row) throw notFound()
  return row
}
