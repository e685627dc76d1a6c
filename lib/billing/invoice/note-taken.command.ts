import 'server-only'
import { and, eq } from 'drizzle-orm'
import { invoices } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { takenInput } from './issuing.input'

/** Writes down the channel's own number of a request that it has taken. */
export const noteTaken = command({
  name: 'invoice.note-taken',
  by: 'system',
  input: takenInput,
  async run({ tx }, { invoiceId, serial }) {
    const [taken] = await tx
      .update(invoices)
      .set({ channelSerial: serial, trouble: null })
      .where(and(eq(invoices.id, invoiceId), eq(invoices.status, 'pending')))
      .returning()
    return taken ?? null
  },
  audit: ({ invoiceId }, taken) =>
    taken && { subject: invoiceId, account: taken.accountId, detail: { serial: taken.channelSerial } },
})
