import 'server-only'
import { count, eq, inArray } from 'drizzle-orm'
import { archives } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { stage } from '@/lib/command/outbox'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { countArchivable } from './archive.load'
import { requestArchiveInput } from './archive.input'
import { MOST_INVOICES, MOST_KEPT, periodProblem } from './archive.rules'

/**
 * Asks for the official files of a period in one ZIP; they are packed in the background. One of a person's at a time: the
 * database refuses a second one under way.
 */
export const requestArchive = command({
  name: 'invoice.request-archive',
  by: 'portal.read',
  input: requestArchiveInput,
  async run({ tx, actor, now }, { archiveId, from, to }) {
    const problem = periodProblem(from, to)
    if (problem) throw new InvalidInput({ [problem.field]: problem.problem })
    const [same] = await tx.select({ id: archives.id }).from(archives).where(eq(archives.id, archiveId))
    if (same) return { archiveId, total: 0, repeated: true }
    const total = await countArchivable(tx, actor.accountId, { from, to, askedAt: now })
    if (total === 0) throw new InvalidInput({ from: 'period-empty' })
    if (total > MOST_INVOICES)
      throw new InvalidInput({ to: 'period-too-many' }, { most: String(MOST_INVOICES) })
    const [kept] = await tx
      .select({ archives: count() })
      .from(archives)
      .where(inArray(archives.status, ['waiting', 'packing', 'done']))
    if ((kept?.archives ?? 0) >= MOST_KEPT) throw new Refusal('archive.too-many', { most: String(MOST_KEPT) })
    const written = await tx
      .insert(archives)
      .values({
        id: archiveId,
        accountId: actor.accountId,
        fromOn: from,
        toOn: to,
        status: 'waiting',
        total,
        requestedBy: actor.userId,
        requestedAt: now,
      })
      .onConflictDoNothing({ target: archives.id })
      .returning({ id: archives.id })
    if (written.length === 0) return { archiveId, total, repeated: true }
    await stage(tx, { task: 'pack-archive', payload: { archiveId } })
    return { archiveId, total, repeated: false }
  },
  audit: ({ archiveId, from, to }, { total, repeated }) =>
    repeated ? null : { subject: archiveId, detail: { from, to, invoices: total } },
})
