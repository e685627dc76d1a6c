import 'server-only'
import { createHash } from 'node:crypto'
import { and, count, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceFiles, invoices } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { stage } from '@/lib/command/outbox'
import { newId } from '@/lib/kernel/id'
import { InvalidInput, notFound, Refusal } from '@/lib/kernel/refusal'
import { lockApplication } from './application.load'
import { recordInvoiceInput } from './invoice.input'
import { isElectronic } from './kind.rules'
import { moveApplication } from './move-application.step'
import { consume } from './move-quota.step'

/**
 * Writes down an invoice that was issued by hand: its number, day and files. With the last of an application's invoices
 * the application is issued and the quota consumed.
 */
export const recordInvoice = command({
  name: 'invoice.record',
  by: 'admin.invoices.decide',
  input: recordInvoiceInput,
  async run({ tx, actor, now }, { invoiceId, number, code, issuedOn, files }) {
    const [found] = await tx.select().from(invoices).where(eq(invoices.id, invoiceId))
    if (!found) throw notFound()
    const application = await lockApplication(tx, found.applicationId)
    if (application.status !== 'issuing') throw new Refusal('application.changed-meanwhile')
    const digital = isElectronic(application.kind)
    if (digital !== (number.length === 20)) throw new InvalidInput({ number: 'invoice-number-form' })
    if (!digital && code === '') throw new InvalidInput({ code: 'invoice-code-form' })
    if (digital && !files.some(({ format }) => format === 'pdf'))
      throw new InvalidInput({ pdf: 'invoice-pdf-required' })
    const rows = await tx
      .update(invoices)
      .set({ status: 'issued', number, code: digital ? null : code, issuedOn })
      .where(and(eq(invoices.id, invoiceId), eq(invoices.status, 'pending')))
      .returning({ id: invoices.id })
    if (rows.length !== 1) throw new Refusal('application.changed-meanwhile')
    for (const { format, content } of files)
      await tx.insert(invoiceFiles).values({
        id: newId(),
        accountId: found.accountId,
        invoiceId,
        format,
        content: Buffer.from(content),
        sha256: createHash('sha256').update(content).digest('hex'),
        addedBy: actor.userId,
        addedAt: now,
      })
    // Paper is told of when it is shipped.
    if (digital)
      await stage(tx, {
        task: 'send-mail',
        payload: { key: `invoice-issued:${invoiceId}`, kind: 'invoice-issued', invoiceId },
      })
    const left = await countPending(tx, application.id)
    if (left === 0) {
      await moveApplication(tx, application, 'issue', {
        at: now,
        userId: actor.userId,
        set: { issuedAt: now },
      })
      await consume(tx, application.id)
    }
    return { accountId: found.accountId, applicationId: application.id, left }
  },
  audit: ({ number }, { applicationId, accountId, left }) => ({
    subject: applicationId,
    account: accountId,
    detail: { invoice: number, left },
  }),
})

async function countPending(tx: Tx, applicationId: string): Promise<number> {
  const [row] = await tx
    .select({ pending: count() })
    .from(invoices)
    .where(and(eq(invoices.applicationId, applicationId), eq(invoices.status, 'pending')))
  return row?.pending ?? 0
}
