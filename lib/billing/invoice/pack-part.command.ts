import 'server-only'
import { eq } from 'drizzle-orm'
import { archiveParts, archives } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { packPartInput } from './archive.input'
import { lockArchive } from './archive.load'

/**
 * Keeps one part of an archive and tells how far the packing is. Where somebody else was faster with this part nothing
 * is kept, and whoever asked goes on from what is there. No fact of the business: the log keeps the wish and the end.
 */
export const packPart = command({
  name: 'archive.pack-part',
  by: 'system',
  input: packPartInput,
  async run({ tx }, { archiveId, part, content, entries, packed }) {
    const archive = await lockArchive(tx, archiveId)
    if (archive.status !== 'waiting' && archive.status !== 'packing') return { kept: false }
    const written = await tx
      .insert(archiveParts)
      .values({ archiveId, accountId: archive.accountId, part, content: Buffer.from(content), entries })
      .onConflictDoNothing()
      .returning({ part: archiveParts.part })
    if (written.length === 0) return { kept: false }
    await tx
      .update(archives)
      .set({ status: 'packing', packed: Math.min(archive.total, archive.packed + packed) })
      .where(eq(archives.id, archiveId))
    return { kept: true }
  },
  audit: () => null,
})
