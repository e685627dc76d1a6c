import 'server-only'
import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { sellers } from '@/db/schema/catalog'
import { invoiceApplications } from '@/db/schema/invoice'
import type { StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { accountNameFor, listed } from './application.queries'
import type { ApplicationStatus } from './application.rules'

/** Red invoices that reverse nothing here wait for a person. */
const openStrays = sql`from stray_reds s where s.application_id = ${invoiceApplications.id} and s.closed_at is null`

/** A return is due when its correction is, a stray red invoice with what it says, else what was submitted when that is. */
const dueNow = sql`coalesce((select due_at from corrections c where c.application_id = ${invoiceApplications.id}
  and c.status in ('requested', 'reversing', 'stuck')), (select min(s.due_at) ${openStrays}), ${invoiceApplications.dueAt})`
const dueAt = dueNow.mapWith(invoiceApplications.dueAt)

const stray = sql<boolean>`exists (select ${openStrays})`

const queued: ApplicationStatus[] = ['under-review', 'issuing', 'issue-failed', 'return-requested']

/** Waits for the office; paper that is issued waits for the courier. */
const waiting = or(
  inArray(invoiceApplications.status, queued),
  and(
    isNull(invoiceApplications.removedAt),
    eq(invoiceApplications.status, 'issued'),
    inArray(invoiceApplications.kind, ['paper_general', 'paper_special']),
  ),
  stray,
)

/** What waits for the office, the earliest due first; paper that is issued waits for the courier. */
export async function listApplicationQueue(actor: StaffActor) {
  return read(actor, async (tx, now) => {
    const rows = await tx
      .select({ ...listed, dueAt, stray, accountName: accountNameFor(actor) })
      .from(invoiceApplications)
      .innerJoin(sellers, eq(sellers.id, invoiceApplications.sellerId))
      .where(waiting)
      .orderBy(asc(dueNow), asc(invoiceApplications.id))
      .limit(200)
    return { rows, now }
  })
}

/** How many applications wait for the office, and how many of them too long. */
export async function countApplicationQueue(actor: StaffActor): Promise<{ count: number; overdue: number }> {
  return read(actor, async (tx, now) => {
    const due = sql`case when ${invoiceApplications.status} = 'issued' and not exists (select ${openStrays}) then ${invoiceApplications.deliveryDueAt} else ${dueNow} end`
    const [row] = await tx
      .select({
        count: sql<number>`count(*)::int`,
        overdue: sql<number>`count(*) filter (where ${due} < ${now.toISOString()}::timestamptz)::int`,
      })
      .from(invoiceApplications)
      .where(waiting)
    return row ?? { count: 0, overdue: 0 }
  })
}

/** Paper that is issued and not with the courier yet, the earliest due first, with where it goes. */
export async function listShippingQueue(actor: StaffActor) {
  return read(actor, async (tx, now) => {
    const rows = await tx
      .select({
        ...listed,
        accountName: accountNameFor(actor),
        region: sql<string>`${invoiceApplications.delivery} ->> 'region'`,
      })
      .from(invoiceApplications)
      .innerJoin(sellers, eq(sellers.id, invoiceApplications.sellerId))
      .where(
        and(
          isNull(invoiceApplications.removedAt),
          eq(invoiceApplications.status, 'issued'),
          inArray(invoiceApplications.kind, ['paper_general', 'paper_special']),
        ),
      )
      .orderBy(
        asc(sql`coalesce(${invoiceApplications.deliveryDueAt}, ${invoiceApplications.dueAt})`),
        asc(invoiceApplications.id),
      )
      .limit(200)
    return { rows, now }
  })
}
