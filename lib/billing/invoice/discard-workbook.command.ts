import 'server-only'
import { and, eq } from 'drizzle-orm'
import { issuingBatches, issuingBatchLines } from '@/db/schema/invoice'
import { loadOwnAccounts } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { workbookInput } from './workbook.input'

/** Gives up a workbook that was never imported: its invoices may go into another one. */
export const discardWorkbook = command({
  name: 'invoice.discard-workbook',
  by: 'admin.invoices.decide',
  input: workbookInput,
  async run({ tx, actor }, { batchId }) {
    const [batch] = await tx
      .select({ number: issuingBatches.number })
      .from(issuingBatches)
      .where(eq(issuingBatches.id, batchId))
    if (!batch) throw notFound()
    const freed = await tx
      .update(issuingBatchLines)
      .set({ outcome: 'discarded' })
      .where(and(eq(issuingBatchLines.batchId, batchId), eq(issuingBatchLines.outcome, 'waiting')))
      .returning({ accountId: issuingBatchLines.accountId })
    if (freed.length === 0) throw new Refusal('workbook.changed-meanwhile')
    const own = await loadOwnAccounts(tx, actor)
    if (freed.some(({ accountId }) => own.has(accountId))) throw new Refusal('staff.own-account')
    return { batchId, number: batch.number, freed: freed.length }
  },
  audit: ({ batchId }, { number, freed }) => ({ subject: batchId, detail: { number, freed } }),
})
