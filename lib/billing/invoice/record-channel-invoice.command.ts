import 'server-only'
import { and, eq } from 'drizzle-orm'
import { invoices } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { notFound } from '@/lib/kernel/refusal'
import { lockApplication } from './application.load'
import { channelInvoiceInput } from './issuing.input'
import { writeIssued } from './write-issued.step'

/**
 * Writes down an invoice that a channel has issued. Where there is trouble with it, its number is kept and nothing else:
 * it exists at the tax bureau, and the office has to look. Written down before, it is left as it is.
 */
export const recordChannelInvoice = command({
  name: 'invoice.record-from-channel',
  by: 'system',
  input: channelInvoiceInput,
  async run({ tx, now }, { invoiceId, number, code, issuedOn, files, trouble }) {
    const [found] = await tx.select().from(invoices).where(eq(invoices.id, invoiceId))
    if (!found) throw notFound()
    const application = await lockApplication(tx, found.applicationId)
    const applicationId = application.id
    const [pending] = await tx
      .update(invoices)
      .set({ number, code, issuedOn, trouble })
      .where(and(eq(invoices.id, invoiceId), eq(invoices.status, 'pending')))
      .returning()
    if (!pending) return null
    const done = trouble === null && application.status === 'issuing'
    if (done) {
      const issued = { invoiceId, number, code, issuedOn, files, at: now, userId: null }
      await writeIssued(tx, application, issued)
    }
    return { applicationId, accountId: found.accountId, done }
  },
  audit: ({ number, trouble }, recorded) =>
    recorded && {
      subject: recorded.applicationId,
      account: recorded.accountId,
      detail: { invoice: number, done: recorded.done, trouble },
    },
})
