import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { downloadLinks, invoices } from '@/db/schema/invoice'
import { systemNow } from '@/lib/command/clock'
import { addHours } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'
import { notFound } from '@/lib/kernel/refusal'
import { LINK_DAYS } from './download-link.rules'

/** A link to an invoice's files by the hash of its secret; `linkId` where somebody wished for it before the mail was written. */
export type LinkToOpen = { linkId: string | null; invoiceId: string; sentTo: string; hash: Buffer }

/** Opens the link that a mail carries, in the transaction that writes the mail: no other copy of it has the secret. */
export async function openLink(tx: Tx, { linkId, invoiceId, sentTo, hash }: LinkToOpen): Promise<void> {
  if (linkId !== null) {
    await tx.update(downloadLinks).set({ hash }).where(eq(downloadLinks.id, linkId))
    return
  }
  const [invoice] = await tx.select().from(invoices).where(eq(invoices.id, invoiceId))
  if (!invoice) throw notFound()
  const createdAt = systemNow()
  await tx.insert(downloadLinks).values({
    id: newId(),
    hash,
    accountId: invoice.accountId,
    invoiceId,
    sentTo,
    createdAt,
    expiresAt: addHours(createdAt, LINK_DAYS * 24),
  })
}
