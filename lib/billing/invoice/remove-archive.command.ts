import 'server-only'
import { and, eq, lte } from 'drizzle-orm'
import { archives } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { archiveInput } from './archive.input'

/** Removes an archive whose days are over, its parts with it. The files themselves stay with their invoices. */
export const removeArchive = command({
  name: 'archive.remove',
  by: 'system',
  input: archiveInput,
  async run({ tx, now }, { archiveId }) {
    const [gone] = await tx
      .delete(archives)
      .where(and(eq(archives.id, archiveId), lte(archives.expiresAt, now)))
      .returning({ accountId: archives.accountId })
    return { removed: gone !== undefined, accountId: gone?.accountId ?? null }
  },
  audit: ({ archiveId }, { removed, accountId }) =>
    removed ? { subject: archiveId, ...(accountId ? { account: accountId } : {}) } : null,
})
