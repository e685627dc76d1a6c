import 'server-only'
import { and, count, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { titles } from '@/db/schema/invoice'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { command } from '@/lib/command/command'
import { InvalidInput, notFound, Refusal } from '@/lib/kernel/refusal'
import { saveTitleInput } from './invoice.input'
import { keptFields } from './kept-fields.rules'
import { fieldsFor, titleProblems } from './title.rules'

/** More would be a list nobody finds anything in. */
const MOST_TITLES = 100

/** Keeps a new title or changes one that is kept. What was applied for keeps its own snapshot. */
export const saveTitle = command({
  name: 'title.save',
  by: 'invoices.write',
  input: saveTitleInput,
  async run({ tx, actor, now }, { titleId, kind, invoiceKind, formerNumber, isDefault, ...filled }) {
    const typed = fieldsFor(kind, filled)
    const { invoices } = await loadPolicy(tx, now)
    const chosenHere = invoices.kindChosenIn === 'information'
    const kindOnTitle = chosenHere && invoiceKind !== '' ? invoiceKind : null
    const problems = titleProblems(kind, typed, {
      invoiceKind: kindOnTitle,
      allFields: invoices.allTitleFields,
      formerNumber: formerNumber === 'on',
    })
    if (chosenHere && kindOnTitle === null) problems.invoiceKind = 'required'
    if (kindOnTitle && !invoices.kinds.includes(kindOnTitle)) problems.invoiceKind = 'required'
    if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
    const [known] = await tx.select().from(titles).where(eq(titles.id, titleId))
    if (known?.deletedAt) throw notFound()
    const first = !known && (await roomFor(tx, actor.accountId)) === 0
    const makeDefault = isDefault === 'on' || first
    if (makeDefault) await clearDefault(tx, actor.accountId)
    const kept = {
      ...keptFields(typed),
      kind,
      invoiceKind: kindOnTitle,
      isDefault: makeDefault || (known?.isDefault ?? false),
    }
    if (known) await tx.update(titles).set(kept).where(eq(titles.id, titleId))
    else
      await insertOnce(tx, {
        ...kept,
        id: titleId,
        accountId: actor.accountId,
        createdBy: actor.userId,
        createdAt: now,
      })
    return { titleId }
  },
  audit: ({ kind }, { titleId }) => ({ subject: titleId, detail: { kind } }),
})

async function roomFor(tx: Tx, accountId: string): Promise<number> {
  const [row] = await tx
    .select({ kept: count() })
    .from(titles)
    .where(and(eq(titles.accountId, accountId), isNull(titles.deletedAt)))
  const kept = row?.kept ?? 0
  if (kept >= MOST_TITLES) throw new Refusal('title.too-many')
  return kept
}

async function clearDefault(tx: Tx, accountId: string): Promise<void> {
  await tx
    .update(titles)
    .set({ isDefault: false })
    .where(and(eq(titles.accountId, accountId), eq(titles.isDefault, true)))
}

/** The id is the form's: another press of the same form may have been faster. Another account's id is none of ours. */
async function insertOnce(tx: Tx, row: typeof titles.$inferInsert): Promise<void> {
  await tx.insert(titles).values(row).onConflictDoNothing({ target: titles.id })
  const [mine] = await tx.select({ id: titles.id }).from(titles).where(eq(titles.id, row.id))
  if (!mine) throw notFound()
}
