import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceApplications, invoices } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { stage } from '@/lib/command/outbox'
import { askDelaySeconds } from './channel.rules'
import { hintRedForm } from './hint-red-form.step'
import { hintedAt } from './hinted-at'
import { hintInput } from './issuing.input'

/**
 * Brings the next question about a request forward, an invoice's or a red-letter form's: somebody who cannot prove it says
 * that something became of it. Says nothing else, and never has the channel asked oftener than every few seconds. An
 * unknown number changes nothing.
 */
export const hintIssuing = command({
  name: 'invoice.hint',
  by: 'system',
  input: hintInput,
  async run({ tx }, { requestNo }) {
    return (await hintApplication(tx, requestNo)) ?? (await hintRedForm(tx, requestNo))
  },
  audit: ({ requestNo }, found) =>
    found && { subject: found.id, account: found.accountId, detail: { request: requestNo } },
})

async function hintApplication(tx: Tx, requestNo: string): Promise<{ id: string; accountId: string } | null> {
  const [found] = await tx
    .select({
      id: invoiceApplications.id,
      accountId: invoiceApplications.accountId,
      queries: invoiceApplications.queries,
    })
    .from(invoices)
    .innerJoin(invoiceApplications, eq(invoiceApplications.id, invoices.applicationId))
    .where(and(eq(invoices.requestNo, requestNo), eq(invoices.colour, 'blue')))
  if (!found) return null
  const soon = hintedAt(invoiceApplications.nextQueryAt, askDelaySeconds(found.queries))
  const rows = await tx
    .update(invoiceApplications)
    .set({ nextQueryAt: soon })
    .where(
      sql`${invoiceApplications.id} = ${found.id} and ${invoiceApplications.status} = 'issuing'
        and ${invoiceApplications.nextQueryAt} > ${soon}`,
    )
    .returning({ id: invoiceApplications.id })
  if (rows.length === 0) return null
  await stage(tx, { task: 'issue-application', payload: { applicationId: found.id } })
  return found
}
