import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { titles } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { notFound } from '@/lib/kernel/refusal'
import { titleInput } from './invoice.input'

/** Makes a title the one that is selected first. */
export const setDefaultTitle = command({
  name: 'title.set-default',
  by: 'invoices.write',
  input: titleInput,
  async run({ tx, actor }, { titleId }) {
    await tx
      .update(titles)
      .set({ isDefault: false })
      .where(and(eq(titles.accountId, actor.accountId), eq(titles.isDefault, true)))
    const rows = await tx
      .update(titles)
      .set({ isDefault: true })
      .where(and(eq(titles.id, titleId), isNull(titles.deletedAt)))
      .returning({ id: titles.id })
    if (rows.length === 0) throw notFound()
    return { titleId }
  },
  audit: (_input, { titleId }) => ({ subject: titleId }),
})
