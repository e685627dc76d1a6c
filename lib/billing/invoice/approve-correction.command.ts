import 'server-only'
import type { Tx } from '@/db/client'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { dayOf } from '@/lib/kernel/calendar'
import { fen } from '@/lib/kernel/money'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import type { Application } from './application.load'
import { approveCorrectionInput } from './correction.input'
import { loadBlues, loadHeldOf, lockCorrection } from './correction.load'
import { correctionLife, isVoidable } from './correction.rules'
import { moveCorrection } from './move-correction.step'
import { lineOf, openRedForms } from './open-red-forms.step'
import { forgetRefusals } from './void-invoice.step'

/**
 * A reviewer lets invoices be reversed: by a red-letter form for each, or by declaring paper void within its month once
 * all copies are back, which is always the whole.
 */
export const approveCorrection = command({
  name: 'correction.approve',
  by: 'admin.invoices.decide',
  input: approveCorrectionInput,
  async run({ tx, actor, now }, { correctionId, method, copiesBack }) {
    const { application, correction } = await lockCorrection(tx, correctionId)
    await checkNoMember(tx, actor, correction.accountId)
    if (!correctionLife.can('approve', correction.status)) throw new Refusal('correction.changed-meanwhile')
    const decided = { method, decidedBy: actor.userId, decidedAt: now }
    if (method === 'void') {
      const amountFen = await checkVoid(tx, application, copiesBack, now)
      await moveCorrection(tx, correction, 'approve', { ...decided, amountFen })
      await forgetRefusals(tx, application)
      return { application, correction, forms: 0 }
    }
    await moveCorrection(tx, correction, 'approve', decided)
    const first = lineOf(application, await loadHeldOf(tx, correction))
    const forms = await openRedForms(tx, application, correction, now, first)
    return { application, correction, forms }
  },
  audit: ({ method }, { application, correction, forms }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number, method, forms },
  }),
})

/** All of the application is paper of this month that nothing was reversed of, and is back. Returns its amount. */
async function checkVoid(tx: Tx, application: Application, copiesBack: 'on' | null, now: Date) {
  const { rows } = await loadBlues(tx, application.id)
  const issuedOn = rows.map((row) => row.issuedOn)
  const untouched = rows.every(({ reversedFen }) => reversedFen === 0n)
  if (!untouched || !isVoidable({ kind: application.kind, issuedOn }, dayOf(now)))
    throw new InvalidInput({ method: 'correction-not-voidable' })
  if (copiesBack === null) throw new InvalidInput({ copiesBack: 'copies-back-required' })
  return fen(rows.reduce((sum, { amountFen }) => sum + amountFen, 0n))
}
