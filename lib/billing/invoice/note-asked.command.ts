import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { invoices } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { askedInput } from './issuing.input'

/**
 * Writes down that the channel is about to be asked to issue an invoice, before it is: whatever happens then, the next
 * turn asks what became of it. False where it was asked before.
 */
export const noteAsked = command({
  name: 'invoice.ask',
  by: 'system',
  input: askedInput,
  async run({ tx }, { invoiceId }) {
    const [asked] = await tx
      .update(invoices)
      .set({ askedAt: sql`now()` })
      .where(and(eq(invoices.id, invoiceId), eq(invoices.status, 'pending'), isNull(invoices.askedAt)))
      .returning()
    return asked ?? null
  },
  audit: ({ invoiceId }, asked) =>
    asked && { subject: invoiceId, account: asked.accountId, detail: { request: asked.requestNo } },
})
