import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices } from '@/db/schema/invoice'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { dayOf } from '@/lib/kernel/calendar'
import { InvalidInput, notFound, Refusal } from '@/lib/kernel/refusal'
import { lockApplication } from './application.load'
import { applicationLife } from './application.rules'
import { issuesByItself } from './channel.rules'
import { recordInvoiceInput } from './invoice.input'
import { isElectronic } from './kind.rules'
import { printedNumberProblems } from './printed-number.rules'
import { closeBatchLine } from './close-batch-line.step'
import { writeIssued } from './write-issued.step'

/**
 * Writes down an invoice that was issued by hand: its number, day and files. Not while a channel is at it, and not another
 * one than the channel has issued unless that one is void: two would be issued.
 */
export const recordInvoice = command({
  name: 'invoice.record',
  by: 'admin.invoices.decide',
  input: recordInvoiceInput,
  async run({ tx, actor, now }, { invoiceId, voidedNumber, number, code, issuedOn, files }) {
    const [found] = await tx.select().from(invoices).where(eq(invoices.id, invoiceId))
    if (!found) throw notFound()
    const application = await lockApplication(tx, found.applicationId)
    await checkNoMember(tx, actor, application.accountId)
    if (!applicationLife.can('issue', application.status)) throw new Refusal('application.changed-meanwhile')
    if (application.status === 'issuing' && issuesByItself(application.channel))
      throw new Refusal('application.at-channel')
    await checkOnlyOne(tx, invoiceId, { number, code }, voidedNumber)
    const problems = printedNumberProblems(application.kind, { number, code, issuedOn }, dayOf(now))
    if (problems) throw new InvalidInput(problems)
    const digital = isElectronic(application.kind)
    if (digital && !files.some(({ format }) => format === 'pdf'))
      throw new InvalidInput({ pdf: 'invoice-pdf-required' })
    const left = await writeIssued(tx, application, {
      ...{ invoiceId, number, code: digital ? null : code, issuedOn, files },
      ...{ at: now, userId: actor.userId },
    })
    await closeBatchLine(tx, invoiceId, 'issued', null)
    return { accountId: found.accountId, applicationId: application.id, left }
  },
  audit: ({ number }, { applicationId, accountId, left }) => ({
    subject: applicationId,
    account: accountId,
    detail: { invoice: number, left },
  }),
})

/** Read under the lock: a channel's number may have come since. */
async function checkOnlyOne(
  tx: Tx,
  invoiceId: string,
  given: { number: string; code: string },
  voidedNumber: string | null,
): Promise<void> {
  const [kept] = await tx
    .select({ number: invoices.number, code: invoices.code })
    .from(invoices)
    .where(eq(invoices.id, invoiceId))
  if (!kept?.number || kept.number === voidedNumber) return
  if (kept.number !== given.number || (kept.code ?? '') !== given.code)
    throw new Refusal('invoice.number-stands', { number: kept.number })
}
