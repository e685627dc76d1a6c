import 'server-only'
import { and, asc, count, eq, gt, inArray, isNotNull, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { applicationEvents, downloadLinks, invoiceFiles, invoices } from '@/db/schema/invoice'
import { systemNow } from '@/lib/command/clock'
import { stage } from '@/lib/command/outbox'
import { addHours } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { lockApplication } from './application.load'
import { LINK_DAYS } from './download-link.rules'

type Sending = { sendId: string; applicationId: string; to: string; userId: string; most: number; at: Date }

/**
 * Sends each electronic invoice of an application by a mail of its own, with a link of its own. The same wish twice sends
 * once. Throws where nothing with a file was issued, or `invoice.send-limit` beyond so many a day.
 */
export async function sendInvoices(tx: Tx, { sendId, applicationId, to, userId, most, at }: Sending) {
  const application = await lockApplication(tx, applicationId)
  const sent = { number: application.number, accountId: application.accountId }
  const sendable = await listSendable(tx, applicationId)
  const [first] = sendable
  if (!first) throw new Refusal('invoice.nothing-to-send')
  const [same] = await tx
    .select({ id: downloadLinks.id })
    .from(downloadLinks)
    .where(and(eq(downloadLinks.id, sendId), eq(downloadLinks.invoiceId, first)))
  if (same) return { ...sent, invoices: 0 }
  await checkLimit(tx, first, most)
  const createdAt = systemNow()
  const links = sendable.map((invoiceId, position) => ({
    id: position === 0 ? sendId : newId(),
    accountId: application.accountId,
    invoiceId,
    sentTo: to,
    sentBy: userId,
    createdAt,
    expiresAt: addHours(createdAt, LINK_DAYS * 24),
  }))
  for (const link of links) await tx.insert(downloadLinks).values(link)
  await stage(
    tx,
    ...links.map(({ id: linkId }) => ({
      task: 'send-mail' as const,
      payload: { key: `invoice-again:${linkId}`, kind: 'invoice-again', linkId },
    })),
  )
  const { status, accountId } = application
  const event = {
    id: newId(),
    accountId,
    applicationId,
    verb: 'send' as const,
    status,
    userId,
    detail: to,
    at,
  }
  await tx.insert(applicationEvents).values(event)
  return { ...sent, invoices: links.length }
}

/** The issued invoices of an application that have a file: on paper there is none. */
async function listSendable(tx: Tx, applicationId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(
      and(
        eq(invoices.applicationId, applicationId),
        ne(invoices.status, 'pending'),
        inArray(invoices.id, tx.select({ id: invoiceFiles.invoiceId }).from(invoiceFiles)),
      ),
    )
    .orderBy(asc(invoices.colour), asc(invoices.sequence))
  return rows.map(({ id }) => id)
}

/** Every sending has a link to the first invoice, so these are counted. The application is locked. */
async function checkLimit(tx: Tx, invoiceId: string, most: number): Promise<void> {
  const [before] = await tx
    .select({ sends: count() })
    .from(downloadLinks)
    .where(
      and(
        eq(downloadLinks.invoiceId, invoiceId),
        isNotNull(downloadLinks.sentBy),
        gt(downloadLinks.createdAt, addHours(systemNow(), -24)),
      ),
    )
  if ((before?.sends ?? 0) >= most) throw new Refusal('invoice.send-limit', { most: String(most) })
}
