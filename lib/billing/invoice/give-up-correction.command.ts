import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { issuesByItself } from './channel.rules'
import { correctionInput } from './correction.input'
import { loadForms, lockCorrection } from './correction.load'
import { standingOf } from './correction.rules'
import { dropCorrection } from './drop-correction.step'

/**
 * A reviewer gives up a correction that is under way or stuck. Not once the tax bureau has confirmed a form: its red
 * invoice is certain then; and not one that a refund needs.
 */
export const giveUpCorrection = command({
  name: 'correction.give-up',
  by: 'admin.invoices.decide',
  input: correctionInput,
  async run({ tx, actor, now }, { correctionId }) {
    const { application, correction } = await lockCorrection(tx, correctionId)
    await checkNoMember(tx, actor, correction.accountId)
    if (correction.status !== 'reversing' && correction.status !== 'stuck')
      throw new Refusal('correction.changed-meanwhile')
    if (correction.refundId !== null) throw new Refusal('correction.refund-needs-it')
    // Whatever it was asked, it may have done.
    const asked = correction.method === 'void' && issuesByItself(application.channel)
    if (asked && correction.status === 'reversing') throw new Refusal('correction.at-channel')
    const forms = await loadForms(tx, correctionId)
    if (forms.some(({ live, state }) => live && standingOf(state) === 'confirmed'))
      throw new Refusal('correction.confirmed')
    await dropCorrection(tx, application, correction, { verb: 'cancel-return', userId: actor.userId, now })
    return { application, correction }
  },
  audit: (_input, { application, correction }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number },
  }),
})
