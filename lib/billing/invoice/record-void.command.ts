import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { issuesByItself } from './channel.rules'
import { recordVoidInput } from './correction.input'
import { lockCorrection } from './correction.load'
import { findPaper, voidInvoice } from './void-invoice.step'

/**
 * The office has declared one paper of a correction void in the tax bureau's own program: by hand, or where the channel
 * has refused to.
 */
export const recordVoid = command({
  name: 'correction.record-void',
  by: 'admin.invoices.decide',
  input: recordVoidInput,
  async run({ tx, actor, now }, { correctionId, invoiceId }) {
    const locked = await lockCorrection(tx, correctionId)
    const { application, correction } = locked
    await checkNoMember(tx, actor, correction.accountId)
    const byChannel = issuesByItself(application.channel)
    if (byChannel && correction.status !== 'stuck') throw new Refusal('correction.by-channel')
    const underWay = correction.status === 'reversing' || correction.status === 'stuck'
    const paper = correction.method === 'void' && underWay ? await findPaper(tx, locked, invoiceId) : null
    if (!paper) throw new Refusal('correction.changed-meanwhile')
    await voidInvoice(tx, locked, paper, { userId: actor.userId, now })
    return { application, correction, number: paper.number }
  },
  audit: (_input, { application, correction, number }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number, invoice: number },
  }),
})
