import 'server-only'
import * as z from 'zod/mini'
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { downloadLinks, invoiceFiles, invoices } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'

/** How often the files behind one link may be fetched. */
const MOST_DOWNLOADS = 20

/** Counts one download and gives the file. Throws `token.invalid` for a link that is unknown, over, used up or revoked. */
export const useDownloadLink = command({
  name: 'invoice.download',
  by: 'system',
  input: z.object({ hash: z.string(), format: z.enum(['pdf', 'ofd', 'xml']) }),
  async run({ tx, now }, { hash, format }) {
    const [link] = await tx
      .update(downloadLinks)
      .set({ downloads: sql`${downloadLinks.downloads} + 1` })
      .where(
        and(
          eq(downloadLinks.hash, Buffer.from(hash, 'hex')),
          gt(downloadLinks.expiresAt, now),
          isNull(downloadLinks.revokedAt),
          lt(downloadLinks.downloads, MOST_DOWNLOADS),
        ),
      )
      .returning()
    if (!link) throw new Refusal('token.invalid')
    const [file] = await tx
      .select({ content: invoiceFiles.content, number: invoices.number })
      .from(invoiceFiles)
      .innerJoin(invoices, eq(invoices.id, invoiceFiles.invoiceId))
      .where(and(eq(invoiceFiles.invoiceId, link.invoiceId), eq(invoiceFiles.format, format)))
    if (!file) throw new Refusal('token.invalid')
    return { ...file, invoiceId: link.invoiceId, accountId: link.accountId }
  },
  audit: ({ format }, { invoiceId, accountId }) => ({
    subject: invoiceId,
    account: accountId,
    detail: { format },
  }),
})
