import 'server-only'
import { eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { redForms, strayReds } from '@/db/schema/invoice'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { newId } from '@/lib/kernel/id'
import { fen } from '@/lib/kernel/money'
import type { ToldRed } from './correction.input'
import type { LockedForm } from './correction.load'
import { mayPass, type StrayReason } from './correction.rules'
import { loadDue } from '@/lib/billing/calendar/due.load'

/**
 * A red invoice that reverses nothing here waits for a person, once for each form, with a due time. What may pass is
 * tried again; of the rest the channel is asked no more, nor once a person has dealt with it.
 */
export async function openStrayRed(
  tx: Tx,
  { application, form }: LockedForm,
  { number, code, issuedOn, amountFen }: Pick<ToldRed, 'number' | 'code' | 'issuedOn' | 'amountFen'>,
  reason: StrayReason,
  now: Date,
): Promise<void> {
  const { invoices } = await loadPolicy(tx, now)
  const found = { number, code, issuedOn, amountFen: fen(amountFen), reason }
  const open = await tx
    .insert(strayReds)
    .values({
      ...found,
      id: newId(),
      accountId: application.accountId,
      applicationId: application.id,
      formId: form.id,
      foundAt: now,
      dueAt: await loadDue(tx, now, invoices.reviewDays),
    })
    .onConflictDoUpdate({ target: strayReds.formId, set: found, setWhere: isNull(strayReds.closedAt) })
    .returning({ id: strayReds.id })
  if (open.length > 0 && mayPass(reason)) return
  await tx.update(redForms).set({ nextQueryAt: null }).where(eq(redForms.id, form.id))
}
