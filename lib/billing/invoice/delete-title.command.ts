import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { titles } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { notFound } from '@/lib/kernel/refusal'
import { titleInput } from './invoice.input'

/** Takes a title off the list. It stays on what was applied for. */
export const deleteTitle = command({
  name: 'title.delete',
  by: 'invoices.write',
  input: titleInput,
  async run({ tx, now }, { titleId }) {
    const rows = await tx
      .update(titles)
      .set({ deletedAt: now, isDefault: false })
      .where(and(eq(titles.id, titleId), isNull(titles.deletedAt)))
      .returning({ id: titles.id })
    if (rows.length === 0) throw notFound()
    return { titleId }
  },
  audit: (_input, { titleId }) => ({ subject: titleId }),
})
