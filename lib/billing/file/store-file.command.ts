import 'server-only'
import { and, count, eq, sql } from 'drizzle-orm'
import { files } from '@/db/schema/file'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { storeFileInput } from './file.input'
import { MOST_A_DAY } from './file.rules'

/** Keeps an inspected upload of the actor's account. It proves nothing until it is submitted with what it is evidence of. */
export const storeFile = command({
  name: 'file.store',
  by: 'orders.pay',
  input: storeFileInput,
  async run({ tx, actor }, { fileId, ...file }) {
    // Uploads of one account are counted one after the other, or twenty at once would all find room.
    const key = `uploads of: ${actor.accountId}`
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
    const today = sql`${files.uploadedAt} > now() - interval '1 day'`
    const [before] = await tx
      .select({ uploads: count() })
      .from(files)
      .where(and(eq(files.accountId, actor.accountId), today))
    if ((before?.uploads ?? 0) >= MOST_A_DAY) throw new Refusal('throttle.too-many')
    await tx.insert(files).values({
      id: fileId,
      accountId: actor.accountId,
      uploadedBy: actor.userId,
      ...file,
    })
    return { fileId }
  },
  audit: ({ purpose, name, type, size, sha256 }, { fileId }) => ({
    subject: fileId,
    detail: { purpose, name, type, size, sha256 },
  }),
})
