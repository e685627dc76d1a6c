import 'server-only'
import { and, asc, count, desc, eq, inArray, lte } from 'drizzle-orm'
import { archiveParts, archives, invoiceFiles, invoices } from '@/db/schema/invoice'
import type { MemberActor, SystemActor } from '@/lib/auth/actor'
import { systemNow } from '@/lib/command/clock'
import { read } from '@/lib/command/read'
import { addHours } from '@/lib/kernel/calendar'
import { notFound } from '@/lib/kernel/refusal'
import { archivable } from './archive.load'
import { archivedName, MOST_KEPT } from './archive.rules'

const shown = {
  id: archives.id,
  fromOn: archives.fromOn,
  toOn: archives.toOn,
  status: archives.status,
  total: archives.total,
  packed: archives.packed,
  size: archives.size,
  trouble: archives.trouble,
  requestedAt: archives.requestedAt,
  finishedAt: archives.finishedAt,
  expiresAt: archives.expiresAt,
}

export type ArchiveRow = Awaited<ReturnType<typeof listArchives>>[number]

/** The account's archives, the newest first. */
export async function listArchives(actor: MemberActor) {
  return read(actor, (tx) =>
    tx
      .select(shown)
      .from(archives)
      .orderBy(desc(archives.requestedAt), desc(archives.id))
      .limit(MOST_KEPT * 2),
  )
}

/** How many bytes an archive's parts come to, and how many there are. */
export async function getArchiveSize(actor: MemberActor, id: string) {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        size: archives.size,
        fromOn: archives.fromOn,
        toOn: archives.toOn,
        parts: count(archiveParts.part),
      })
      .from(archives)
      .innerJoin(archiveParts, eq(archiveParts.archiveId, archives.id))
      .where(and(eq(archives.id, id), eq(archives.status, 'done')))
      .groupBy(archives.id),
  )
  if (!row) throw notFound()
  return row
}

/** The bytes of one part; null where it is gone. */
export async function findArchivePart(actor: MemberActor, id: string, part: number): Promise<Buffer | null> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({ content: archiveParts.content })
      .from(archiveParts)
      .where(and(eq(archiveParts.archiveId, id), eq(archiveParts.part, part))),
  )
  return row?.content ?? null
}

/** What is left to pack of an archive: the invoices not packed yet, in their order. Null for one that is over. */
export async function findArchiveWork(actor: SystemActor, id: string) {
  return read(actor, async (tx) => {
    const [archive] = await tx
      .select()
      .from(archives)
      .where(and(eq(archives.id, id), inArray(archives.status, ['waiting', 'packing'])))
    if (!archive) return null
    const parts = await tx
      .select({ part: archiveParts.part, entries: archiveParts.entries })
      .from(archiveParts)
      .where(eq(archiveParts.archiveId, id))
      .orderBy(asc(archiveParts.part))
    const period = { from: archive.fromOn, to: archive.toOn, askedAt: archive.requestedAt }
    const all = await tx
      .select({ id: invoices.id })
      .from(invoices)
      .where(archivable(tx, archive.accountId, period))
      .orderBy(asc(invoices.issuedOn), asc(invoices.id))
    return {
      invoices: all.slice(archive.packed, archive.total).map((one) => one.id),
      parts: parts.length,
      entries: parts.flatMap(({ entries }) => entries as { name: string; crc: number; size: number }[]),
    }
  })
}

/** The files of some invoices as they are called in an archive. */
export async function listArchivedFiles(actor: SystemActor, invoiceIds: readonly string[]) {
  const rows = await read(actor, (tx) =>
    tx
      .select({
        content: invoiceFiles.content,
        format: invoiceFiles.format,
        number: invoices.number,
        code: invoices.code,
        issuedOn: invoices.issuedOn,
        colour: invoices.colour,
      })
      .from(invoiceFiles)
      .innerJoin(invoices, eq(invoices.id, invoiceFiles.invoiceId))
      .where(inArray(invoices.id, [...invoiceIds]))
      .orderBy(asc(invoices.issuedOn), asc(invoices.id), asc(invoiceFiles.format)),
  )
  return rows.map(({ content, format, colour, number, code, issuedOn }) => ({
    content,
    name: archivedName({ format, colour, issuedOn: issuedOn ?? '', number: `${code ?? ''}${number ?? ''}` }),
  }))
}

/** Archives whose days are over, in batches. */
export async function listOverArchives(actor: SystemActor, most: number): Promise<string[]> {
  const rows = await read(actor, async (tx, now) =>
    tx.select({ id: archives.id }).from(archives).where(lte(archives.expiresAt, now)).limit(most),
  )
  return rows.map(({ id }) => id)
}

/** Archives that nobody packs any more: a day, and every try of the queue, has gone by. */
export async function listStuckArchives(actor: SystemActor, most: number): Promise<string[]> {
  const rows = await read(actor, (tx) =>
    tx
      .select({ id: archives.id })
      .from(archives)
      .where(
        and(
          inArray(archives.status, ['waiting', 'packing']),
          lte(archives.recordedAt, addHours(systemNow(), -24)),
        ),
      )
      .limit(most),
  )
  return rows.map(({ id }) => id)
}
