import 'server-only'
import { eq } from 'drizzle-orm'
import { archiveParts, archives } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { addDays, dayOf, startOfDay } from '@/lib/kernel/calendar'
import { finishArchiveInput } from './archive.input'
import { lockArchive } from './archive.load'
import { KEPT_DAYS } from './archive.rules'

/** Ends a packed archive: from now on it can be downloaded, for so many days. */
export const finishArchive = command({
  name: 'archive.finish',
  by: 'system',
  input: finishArchiveInput,
  async run({ tx, now }, { archiveId, content, part, size }) {
    const archive = await lockArchive(tx, archiveId)
    const finished = { accountId: archive.accountId, done: false }
    if (archive.status === 'done' || archive.status === 'failed') return finished
    await tx
      .insert(archiveParts)
      .values({ archiveId, accountId: archive.accountId, part, content: Buffer.from(content), entries: [] })
    await tx
      .update(archives)
      .set({
        status: 'done',
        packed: archive.total,
        size,
        finishedAt: now,
        expiresAt: startOfDay(addDays(dayOf(now), KEPT_DAYS + 1)),
      })
      .where(eq(archives.id, archiveId))
    return { ...finished, done: true }
  },
  audit: ({ archiveId, size }, { accountId, done }) =>
    done ? { subject: archiveId, account: accountId, detail: { size } } : null,
})
