import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { issuingBatchLines } from '@/db/schema/invoice'

/** What became of an invoice in the workbook it stands in, if one waits for it. */
export async function closeBatchLine(
  tx: Tx,
  invoiceId: string,
  outcome: 'issued' | 'failed',
  reason: string | null,
): Promise<boolean> {
  const rows = await tx
    .update(issuingBatchLines)
    .set({ outcome, reason })
    .where(and(eq(issuingBatchLines.invoiceId, invoiceId), eq(issuingBatchLines.outcome, 'waiting')))
    .returning({ invoiceId: issuingBatchLines.invoiceId })
  return rows.length > 0
}
