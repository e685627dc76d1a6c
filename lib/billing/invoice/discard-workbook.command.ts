import 'server-only'
import { and, eq } from 'drizzle-orm'
import { issuingBatches, issuingBatchLines } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { workbookInput } from './workbook.input'

/** Gives up a workbook that was never imported: its invoices may go into another one. */
export const discardWorkbook = command({
  name: 'invoice.discard-workbook',
  by: 'admin.invoices.decide',
  input: workbookInput,
  async run({ tx }, { batchId }) {
    const [batch] = await tx
      .select({ number: issuingBatches.number })
      .from(issuingBatches)
      .where(eq(issuingBatches.id, batchId))
    if (!batch) throw notFound()
    const freed = await tx
      .update(issuingBatchLines)
      .set({ outcome: 'discarded' })
      .where(and(eq(issuingBatchLines.batchId, batchId), eq(issuingBatchLines.outcome, 'waiting')))
      .returning({ invoiceId: issuingBatchLines.invoiceId })
    if (freed.length === 0) throw new Refusal('workbook.changed-meanwhile')
    return { batchId, number: batch.number, freed: freed.length }
  },
  audit: ({ batchId }, { number, freed }) => ({ subject: batchId, detail: { number, freed } }),
})
