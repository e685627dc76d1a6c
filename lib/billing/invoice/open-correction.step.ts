import 'server-only'
import type { Tx } from '@/db/client'
import { corrections } from '@/db/schema/invoice'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { dayOf } from '@/lib/kernel/calendar'
import { readableCode } from '@/lib/kernel/id'
import type { Application } from './application.load'
import type { CorrectionReason } from './correction.rules'
import { loadDue } from '@/lib/billing/calendar/due.load'
import { moveApplication } from './move-application.step'

export type Asked = {
  id: string
  reason: CorrectionReason
  amountFen: bigint
  note: string
  /** The refund that needs it. */
  refundId: string | null
  userId: string | null
  now: Date
}

/** A wish to have an application's invoices reversed; the application waits for what becomes of it. */
export async function openCorrection(tx: Tx, application: Application, asked: Asked): Promise<string> {
  const { id, reason, amountFen, note, refundId, userId, now } = asked
  const { invoices } = await loadPolicy(tx, now)
  const number = `C${dayOf(now).slice(2).replaceAll('-', '')}${readableCode(8)}`
  await moveApplication(tx, application, 'request-return', { at: now, userId, detail: note })
  await tx.insert(corrections).values({
    id,
    number,
    accountId: application.accountId,
    applicationId: application.id,
    status: 'requested',
    method: 'red-letter',
    reason,
    amountFen: amountFen as typeof application.amountFen,
    note,
    refundId,
    requestedBy: userId,
    requestedAt: now,
    dueAt: await loadDue(tx, now, invoices.reviewDays),
  })
  return number
}
