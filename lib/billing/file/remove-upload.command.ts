import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { files } from '@/db/schema/file'
import { command } from '@/lib/command/command'
import { removeUploadInput } from './file.input'
import { ORPHAN_HOURS } from './file.rules'

/** Removes an upload that nobody submitted in time. What a transfer refers to cannot be removed: its key says so. */
export const removeUpload = command({
  name: 'file.remove',
  by: 'system',
  input: removeUploadInput,
  async run({ tx }, { fileId }) {
    const old = sql`${files.uploadedAt} < now() - ${ORPHAN_HOURS} * interval '1 hour'`
    const [removed] = await tx
      .delete(files)
      .where(and(eq(files.id, fileId), old))
      .returning({ accountId: files.accountId })
    return removed ?? null
  },
  audit: ({ fileId }, removed) => removed && { subject: fileId, account: removed.accountId },
})
