import 'server-only'
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { downloadLinks, invoiceFiles, invoices } from '@/db/schema/invoice'
import { systemNow } from '@/lib/command/clock'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { useLinkInput } from './delivery.input'
import { MOST_DOWNLOADS } from './download-link.rules'

/**
 * Counts one download and gives the file. Throws `token.invalid` for a link that is unknown or has no such file, and
 * `download-link.over` for one that is expired, used up or revoked.
 */
export const useDownloadLink = command({
  name: 'invoice.download',
  by: 'system',
  input: useLinkInput,
  async run({ tx }, { hash, format }) {
    const known = eq(downloadLinks.hash, Buffer.from(hash, 'hex'))
    const [link] = await tx
      .update(downloadLinks)
      .set({ downloads: sql`${downloadLinks.downloads} + 1` })
      .where(
        and(
          known,
          gt(downloadLinks.expiresAt, systemNow()),
          isNull(downloadLinks.revokedAt),
          lt(downloadLinks.downloads, MOST_DOWNLOADS),
        ),
      )
      .returning()
    if (!link) {
      const over = await tx.select({ id: downloadLinks.id }).from(downloadLinks).where(known)
      throw new Refusal(over.length > 0 ? 'download-link.over' : 'token.invalid')
    }
    const [file] = await tx
      .select({ content: invoiceFiles.content, number: invoices.number })
      .from(invoiceFiles)
      .innerJoin(invoices, eq(invoices.id, invoiceFiles.invoiceId))
      .where(and(eq(invoiceFiles.invoiceId, link.invoiceId), eq(invoiceFiles.format, format)))
    if (!file) throw new Refusal('token.invalid')
    return { ...file, linkId: link.id, invoiceId: link.invoiceId, accountId: link.accountId }
  },
  audit: ({ format }, { linkId, invoiceId, accountId }) => ({
    subject: invoiceId,
    account: accountId,
    detail: { format, link: linkId },
  }),
})
