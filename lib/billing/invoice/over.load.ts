import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { dayOf } from '@/lib/kernel/calendar'
import { keptFrom, keptSince } from './kept.rules'

/** An application whose years are over; `holds` where its row has to stay: its invoices use up quota, or another names it. */
export type Over = { id: string; number: string; holds: boolean }

type Years = { issued: number; notIssued: number }

const columns = sql`a.id, a.number, (
  exists (select from invoice_claims c where c.application_id = a.id and c.live)
  or exists (select from deficits d where d.claimed_by = a.id)
  or exists (select from invoice_applications later where later.replaces_id = a.id)) as holds`

/** Nobody is at it, and no application that is still kept was made in its place. */
const untouched = sql`not exists (select from corrections c where c.application_id = a.id and c.status in ('requested', 'reversing', 'stuck'))
  and not exists (select from stray_reds s where s.application_id = a.id and s.closed_at is null)
  and not exists (select from invoice_applications later where later.replaces_id = a.id and later.removed_at is null)`

/**
 * Locks applications whose years are over, at most so many; those that somebody is at are left for another time. A
 * rejected or withdrawn one counts from its end, an issued one from the last of its invoices, red ones among them.
 */
export async function lockOver(tx: Tx, now: Date, years: Years, most: number): Promise<Over[]> {
  const today = dayOf(now)
  const short = keptSince(today, years.notIssued).toISOString()
  const rejected = await tx.execute<Over>(sql`
    select ${columns} from invoice_applications a
    where a.removed_at is null and a.status in ('rejected', 'withdrawn') and a.submitted_at < ${short}::timestamptz
      and (select max(e.at) from application_events e where e.application_id = a.id) < ${short}::timestamptz
      and not exists (select from invoices i where i.application_id = a.id and i.number is not null)
      and not exists (select from invoice_claims c where c.application_id = a.id and c.live)
      and ${untouched}
    order by a.submitted_at, a.id limit ${most} for no key update of a skip locked`)
  if (rejected.length === most) return [...rejected]
  const long = keptSince(today, years.issued).toISOString()
  const issued = await tx.execute<Over>(sql`
    select ${columns} from invoice_applications a
    where a.removed_at is null and a.issued_at < ${long}::timestamptz and a.status in ('issued', 'shipped', 'returned')
      and not exists (select from corrections c where c.application_id = a.id and c.done_at >= ${long}::timestamptz)
      and not exists (select from invoices i where i.application_id = a.id
        and i.issued_on >= ${keptFrom(today, years.issued)}::date)
      and ${untouched}
    order by a.issued_at, a.id limit ${most - rejected.length} for no key update of a skip locked`)
  return [...rejected, ...issued]
}
