import 'server-only'
import { and, desc, eq, isNotNull, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices, redForms } from '@/db/schema/invoice'
import { stage } from '@/lib/command/outbox'
import { askAfterSeconds } from './correction.rules'
import { hintedAt } from './hinted-at'

/**
 * Brings the next question about a red-letter form forward, known by its own number or by its red invoice's. One that is
 * over without a red invoice is looked at once more, each time later: whoever is wrong about it cannot keep us asking.
 */
export async function hintRedForm(
  tx: Tx,
  requestNo: string,
): Promise<{ id: string; accountId: string } | null> {
  const [form] = await tx
    .select({
      id: redForms.id,
      accountId: redForms.accountId,
      queries: redForms.queries,
      live: redForms.live,
      red: invoices.status,
    })
    .from(redForms)
    .innerJoin(invoices, eq(invoices.id, redForms.redInvoiceId))
    .where(
      and(
        or(eq(redForms.requestNo, requestNo), eq(invoices.requestNo, requestNo)),
        isNotNull(redForms.askedAt),
      ),
    )
    .orderBy(desc(redForms.live), desc(redForms.requestNo))
    .limit(1)
  if (!form) return null
  const soon = hintedAt(redForms.nextQueryAt, askAfterSeconds(form.queries))
  const later = sql`now() + ${askAfterSeconds(form.queries + 1)} * interval '1 second'`
  const isOver = !form.live && form.red === 'pending'
  const moved = await tx
    .update(redForms)
    .set({ nextQueryAt: sql`case when ${redForms.nextQueryAt} is null then ${later} else ${soon} end` })
    .where(
      sql`${redForms.id} = ${form.id} and (${redForms.nextQueryAt} > ${soon}
        or (${isOver} and ${redForms.nextQueryAt} is null))`,
    )
    .returning({ id: redForms.id })
  if (moved.length === 0) return null
  await stage(tx, { task: 'follow-red-form', payload: { formId: form.id } })
  return { id: form.id, accountId: form.accountId }
}
