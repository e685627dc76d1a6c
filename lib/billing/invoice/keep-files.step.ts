import 'server-only'
import { createHash } from 'node:crypto'
import type { Tx } from '@/db/client'
import { invoiceFiles } from '@/db/schema/invoice'
import { newId } from '@/lib/kernel/id'
import type { IssuedFile } from './channel.rules'

/** Keeps an invoice's official files, as the channel or the office gave them; one that is there already stays. */
export async function keepFiles(
  tx: Tx,
  invoice: { id: string; accountId: string },
  files: readonly IssuedFile[],
  added: { by: string | null; at: Date },
): Promise<void> {
  for (const { format, content } of files)
    await tx
      .insert(invoiceFiles)
      .values({
        id: newId(),
        accountId: invoice.accountId,
        invoiceId: invoice.id,
        format,
        content: Buffer.from(content),
        sha256: createHash('sha256').update(content).digest('hex'),
        addedBy: added.by,
        addedAt: added.at,
      })
      .onConflictDoNothing()
}
