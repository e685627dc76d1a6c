import 'server-only'
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { users } from '@/db/schema/account'
import { downloadLinks, invoiceFiles, invoices } from '@/db/schema/invoice'
import type { StaffActor, SystemActor } from '@/lib/auth/actor'
import { systemNow } from '@/lib/command/clock'
import { read } from '@/lib/command/read'
import type { Tx } from '@/db/client'
import { linkState } from './download-link.rules'
import type { FileFormat } from './official-file.rules'

export type SentLink = Awaited<ReturnType<typeof listSentLinks>>[number]

/** Every link that was mailed for an application, the newest first: to whom, by whom, and how often it was used. */
export async function listSentLinks(actor: StaffActor, applicationId: string) {
  const rows = await read(actor, (tx) =>
    tx
      .select({
        id: downloadLinks.id,
        sentTo: downloadLinks.sentTo,
        sentBy: users.name,
        createdAt: downloadLinks.createdAt,
        expiresAt: downloadLinks.expiresAt,
        revokedAt: downloadLinks.revokedAt,
        downloads: downloadLinks.downloads,
        number: invoices.number,
      })
      .from(downloadLinks)
      .innerJoin(invoices, eq(invoices.id, downloadLinks.invoiceId))
      .leftJoin(users, eq(users.id, downloadLinks.sentBy))
      .where(eq(invoices.applicationId, applicationId))
      .orderBy(desc(downloadLinks.createdAt), desc(downloadLinks.id))
      .limit(100),
  )
  const now = systemNow()
  return rows.map((row) => ({ ...row, state: linkState(row, now) }))
}

/** What the holder of a link sees, by its hash; null for a link nobody knows. Looking counts as no download. */
export async function findLinked(actor: SystemActor, hash: Buffer) {
  return read(actor, async (tx) => {
    const [link] = await tx
      .select({
        expiresAt: downloadLinks.expiresAt,
        revokedAt: downloadLinks.revokedAt,
        downloads: downloadLinks.downloads,
        invoiceId: downloadLinks.invoiceId,
        number: invoices.number,
        issuedOn: invoices.issuedOn,
        amountFen: invoices.amountFen,
      })
      .from(downloadLinks)
      .innerJoin(invoices, eq(invoices.id, downloadLinks.invoiceId))
      .where(eq(downloadLinks.hash, hash))
    if (!link) return null
    return { ...link, state: linkState(link, systemNow()), files: await filesOf(tx, link.invoiceId) }
  })
}

export type MailedFile = { id: string; format: FileFormat; size: number }

function filesOf(tx: Tx, invoiceId: string): Promise<MailedFile[]> {
  return tx
    .select({
      id: invoiceFiles.id,
      format: invoiceFiles.format,
      size: sql<number>`octet_length(${invoiceFiles.content})`,
    })
    .from(invoiceFiles)
    .where(eq(invoiceFiles.invoiceId, invoiceId))
    .orderBy(asc(sql`array_position(array['pdf','ofd','xml'], ${invoiceFiles.format})`))
}

/** An issued invoice with its files, for its mail. */
export async function findIssuedInvoice(actor: SystemActor, id: string) {
  return read(actor, async (tx) => {
    const [row] = await tx
      .select({
        id: invoices.id,
        number: invoices.number,
        amountFen: invoices.amountFen,
        applicationId: invoices.applicationId,
      })
      .from(invoices)
      .where(and(eq(invoices.id, id), inArray(invoices.status, ['issued', 'reversed'])))
    return row ? { ...row, files: await filesOf(tx, id) } : null
  })
}

/** Where a link that was wished for goes; null for one that was revoked before its mail was written. */
export async function findLinkToSend(actor: SystemActor, id: string) {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        id: downloadLinks.id,
        invoiceId: downloadLinks.invoiceId,
        sentTo: downloadLinks.sentTo,
      })
      .from(downloadLinks)
      .where(and(eq(downloadLinks.id, id), isNull(downloadLinks.revokedAt))),
  )
  return row ?? null
}

/** The files that go out with a mail. */
export async function listMailedFiles(
  actor: SystemActor,
  ids: readonly string[],
): Promise<{ id: string; content: Buffer }[]> {
  if (ids.length === 0) return []
  return read(actor, (tx) =>
    tx
      .select({ id: invoiceFiles.id, content: invoiceFiles.content })
      .from(invoiceFiles)
      .where(inArray(invoiceFiles.id, [...ids])),
  )
}
