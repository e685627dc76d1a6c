import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceApplications, invoices } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { tellVoidInput } from './correction.input'
import { loadBlues, lockCorrection } from './correction.load'
import { correctionLife } from './correction.rules'
import { moveCorrection } from './move-correction.step'
import { findPaper, voidInvoice } from './void-invoice.step'

/**
 * What a channel answered about one paper it was asked to declare void. Void is written down at once; what it refused
 * waits for a person once nothing else can be asked. The same answer twice has one effect; a no that comes after its
 * turn is none, since whoever has the next one is asking.
 */
export const tellVoid = command({
  name: 'correction.tell-void',
  by: 'system',
  input: tellVoidInput,
  async run({ tx, now }, { correctionId, invoiceId, turnUntil, refused }) {
    const locked = await lockCorrection(tx, correctionId)
    const { application, correction } = locked
    const paper = correction.method === 'void' ? await findPaper(tx, locked, invoiceId) : null
    if (!paper || !correctionLife.can('finish', correction.status)) return null
    const inTurn = application.nextQueryAt?.getTime() === turnUntil.getTime()
    if (refused !== null && !inTurn) return null
    if (inTurn)
      await tx
        .update(invoiceApplications)
        .set({ nextQueryAt: null })
        .where(eq(invoiceApplications.id, application.id))
    if (refused === null) await voidInvoice(tx, locked, paper, { userId: null, now })
    else await tx.update(invoices).set({ trouble: refused }).where(eq(invoices.id, invoiceId))
    if ((await areAllRefused(tx, application.id)) && correctionLife.can('stick', correction.status))
      await moveCorrection(tx, correction, 'stick')
    return { application, correction, number: paper.number }
  },
  audit: ({ refused }, told) =>
    told && {
      subject: told.application.id,
      account: told.application.accountId,
      detail: { correction: told.correction.number, invoice: told.number, refused },
    },
})

/** Whether something is left that is not void, and the channel would void none of it. */
async function areAllRefused(tx: Tx, applicationId: string): Promise<boolean> {
  const { rows } = await loadBlues(tx, applicationId)
  return rows.length > 0 && rows.every(({ trouble }) => trouble !== null)
}
