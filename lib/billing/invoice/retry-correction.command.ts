import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { correctionInput } from './correction.input'
import { loadForms, lockCorrection } from './correction.load'
import { correctionLife } from './correction.rules'
import { moveCorrection } from './move-correction.step'
import { reopenRedForm } from './open-red-forms.step'
import { forgetRefusals } from './void-invoice.step'

/**
 * A reviewer tries a stuck correction again: a new form for each red invoice whose form fell void, and the channel is
 * asked once more for the paper that it would not declare void.
 */
export const retryCorrection = command({
  name: 'correction.retry',
  by: 'admin.invoices.decide',
  input: correctionInput,
  async run({ tx, actor, now }, { correctionId }) {
    const { application, correction } = await lockCorrection(tx, correctionId)
    await checkNoMember(tx, actor, correction.accountId)
    if (!correctionLife.can('retry', correction.status)) throw new Refusal('correction.changed-meanwhile')
    await moveCorrection(tx, correction, 'retry')
    if (correction.method === 'void') await forgetRefusals(tx, application)
    const forms = await loadForms(tx, correctionId)
    const served = new Set(forms.filter(({ live }) => live).map(({ redInvoiceId }) => redInvoiceId))
    // The last form of each red invoice stands for all before it.
    const open = new Map(
      forms.filter(({ redInvoiceId }) => !served.has(redInvoiceId)).map((form) => [form.redInvoiceId, form]),
    )
    for (const [at, form] of [...open.values()].entries())
      await reopenRedForm(tx, application, correction, form, now, forms.length + at + 1)
    return { application, correction, forms: open.size }
  },
  audit: (_input, { application, correction, forms }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number, forms },
  }),
})
