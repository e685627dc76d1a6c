import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { zipDirectory, zipFiles, type ZipEntry } from '@/lib/gateway/files/write-zip'
import { Refusal } from '@/lib/kernel/refusal'
import { findArchiveWork, listArchivedFiles, listOverArchives, listStuckArchives } from './archive.queries'
import { MOST_BYTES, PACKED_AT_ONCE } from './archive.rules'
import { failArchive } from './fail-archive.command'
import { finishArchive } from './finish-archive.command'
import { packPart } from './pack-part.command'
import { removeArchive } from './remove-archive.command'

/**
 * Packs what an archive asks for, some invoices at a time, each time kept before the next: cut off anywhere, it goes on
 * from there. Two that pack the same archive at once keep each part once.
 */
export async function packArchive({ archiveId = '' }: Readonly<Record<string, string>>): Promise<void> {
  try {
    for (;;) {
      const work = await findArchiveWork(SYSTEM, archiveId)
      if (!work) return
      const { entries, parts } = work
      if (sizeOf(entries) > MOST_BYTES) {
        await failArchive(SYSTEM, { archiveId, trouble: 'too-large' })
        return
      }
      const now = work.invoices.slice(0, PACKED_AT_ONCE)
      if (now.length === 0) {
        const content = zipDirectory(entries)
        await finishArchive(SYSTEM, {
          archiveId,
          content,
          part: parts,
          size: sizeOf(entries) + content.length,
        })
        return
      }
      const { bytes, entries: added } = zipFiles(await listArchivedFiles(SYSTEM, now))
      await packPart(SYSTEM, { archiveId, part: parts, content: bytes, entries: added, packed: now.length })
    }
  } catch (error) {
    // Removed meanwhile: there is nobody left to pack for.
    if (!(error instanceof Refusal)) throw error
  }
}

/** What the files come to with what stands before each. */
function sizeOf(entries: readonly ZipEntry[]): number {
  return entries.reduce((sum, { name, size }) => sum + 30 + Buffer.byteLength(name) + size, 0)
}

const BATCH = 100

/** Removes the archives whose days are over, and gives up those that nobody packs any more. */
export async function removeArchives(): Promise<{ removed: number }> {
  for (const archiveId of await listStuckArchives(SYSTEM, BATCH))
    await failArchive(SYSTEM, { archiveId, trouble: 'broken' })
  let removed = 0
  for (;;) {
    const ids = await listOverArchives(SYSTEM, BATCH)
    for (const archiveId of ids) if ((await removeArchive(SYSTEM, { archiveId })).removed) removed++
    if (ids.length < BATCH) return { removed }
  }
}
