import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { invoiceApplications, invoices } from '@/db/schema/invoice'
import type { StaffActor } from '@/lib/auth/actor'
import { loadOwnAccounts } from '@/lib/billing/account/four-eyes.load'
import type { Context } from '@/lib/command/command'
import { lockWithApplications, type InvoiceOfApplication } from './batch.load'
import { closeBatchLine } from './close-batch-line.step'
import { moveApplication } from './move-application.step'
import type { FailedRow } from './result-list.rules'
import type { ReportRow } from './workbook.queries'

const LONGEST_REASON = 500

/**
 * Writes down which invoices the tax bureau did not take, each with its reasons in one, and brings their applications to
 * "Issue failed". What was issued meanwhile, or failed already, stays as it is.
 */
export async function failInvoices(
  { tx, actor, now }: Context<StaffActor>,
  sellerId: string,
  rows: readonly FailedRow[],
): Promise<ReportRow[]> {
  const asked = [...new Set(rows.map(({ requestNo }) => requestNo))]
  const known = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .innerJoin(invoiceApplications, eq(invoiceApplications.id, invoices.applicationId))
    .where(and(inArray(invoices.requestNo, asked), eq(invoiceApplications.sellerId, sellerId)))
  const locked = await lockWithApplications(
    tx,
    known.map(({ id }) => id),
  )
  const byRequest = new Map([...locked.values()].map((one) => [one.invoice.requestNo, one]))
  const ownAccounts = await loadOwnAccounts(tx, actor)
  const report: ReportRow[] = []
  for (const requestNo of asked) {
    const own = rows.filter((row) => row.requestNo === requestNo)
    const reason = [...new Set(own.map((row) => row.reason))].join('；').slice(0, LONGEST_REASON)
    const found = byRequest.get(requestNo) ?? null
    const outcome = found ? await failOne(found) : 'unknown'
    report.push({
      row: own[0]?.row ?? 0,
      outcome,
      about: requestNo,
      applicationId: found?.application.id ?? null,
      applicationNumber: found?.application.number ?? null,
      reason,
    })

    async function failOne({ invoice, application }: InvoiceOfApplication): Promise<string> {
      if (invoice.status !== 'pending') return 'issued-already'
      if (ownAccounts.has(invoice.accountId)) return 'own-account'
      if (!(await closeBatchLine(tx, invoice.id, 'failed', reason))) return 'already-failed'
      await tx.update(invoices).set({ trouble: reason }).where(eq(invoices.id, invoice.id))
      if (application.status === 'issuing') {
        const set = { trouble: reason }
        await moveApplication(tx, application, 'fail', { at: now, userId: actor.userId, detail: reason, set })
        application.status = 'issue-failed'
      }
      return 'failed'
    }
  }
  return report
}
