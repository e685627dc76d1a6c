import 'server-only'
import * as z from 'zod/mini'
import { eq } from 'drizzle-orm'
import { downloadLinks, invoices } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { notFound } from '@/lib/kernel/refusal'
import { id } from './invoice.input'

/** Writes down a link to one invoice's files, by its hash alone. */
export const openDownloadLink = command({
  name: 'invoice.open-link',
  by: 'system',
  input: z.object({ invoiceId: id, sentTo: z.string(), hash: z.string(), expiresAt: z.date() }),
  async run({ tx, now }, { invoiceId, sentTo, hash, expiresAt }) {
    const [invoice] = await tx.select().from(invoices).where(eq(invoices.id, invoiceId))
    if (!invoice) throw notFound()
    await tx.insert(downloadLinks).values({
      hash: Buffer.from(hash, 'hex'),
      accountId: invoice.accountId,
      invoiceId,
      sentTo,
      createdAt: now,
      expiresAt,
    })
    return { accountId: invoice.accountId }
  },
  audit: ({ invoiceId }, { accountId }) => ({ subject: invoiceId, account: accountId }),
})
