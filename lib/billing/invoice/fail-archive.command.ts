import 'server-only'
import { eq } from 'drizzle-orm'
import { archiveParts, archives } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import * as z from 'zod/mini'
import { addDays, dayOf, startOfDay } from '@/lib/kernel/calendar'
import { lockArchive } from './archive.load'
import { KEPT_DAYS } from './archive.rules'
import { id } from './invoice.input'

/** Gives up an archive that cannot be packed, and says why by a message key under `archive.trouble`. */
export const failArchive = command({
  name: 'archive.fail',
  by: 'system',
  input: z.object({ archiveId: id, trouble: z.enum(['too-large', 'broken']) }),
  async run({ tx, now }, { archiveId, trouble }) {
    const archive = await lockArchive(tx, archiveId)
    const failed = archive.status === 'waiting' || archive.status === 'packing'
    if (failed) {
      await tx.delete(archiveParts).where(eq(archiveParts.archiveId, archiveId))
      await tx
        .update(archives)
        .set({
          status: 'failed',
          trouble,
          finishedAt: now,
          expiresAt: startOfDay(addDays(dayOf(now), KEPT_DAYS + 1)),
        })
        .where(eq(archives.id, archiveId))
    }
    return { accountId: archive.accountId, failed }
  },
  audit: ({ archiveId, trouble }, { accountId, failed }) =>
    failed ? { subject: archiveId, account: accountId, detail: { trouble } } : null,
})
