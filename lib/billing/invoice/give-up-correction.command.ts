import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { add } from '@/lib/kernel/money'
import { Refusal } from '@/lib/kernel/refusal'
import { issuesByItself } from './channel.rules'
import { correctionInput } from './correction.input'
import { countVoided, loadForms, loadReversed, lockCorrection } from './correction.load'
import { standingOf } from './correction.rules'
import { dropCorrection, dropForms } from './drop-correction.step'
import { finishCorrection } from './finish-red.step'

/**
 * A reviewer gives up a correction that is under way or stuck, or what is left of it. Not once the tax bureau has
 * confirmed a form: its red invoice is certain then; nor once a paper of it is void, nor one that a refund needs.
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
    if ((await countVoided(tx, application.id)) > 0) throw new Refusal('correction.part-void')
    const forms = await loadForms(tx, correctionId)
    const reversed = await loadReversed(tx, correctionId)
    if (forms.some(({ id, live, state }) => live && !reversed.has(id) && standingOf(state) === 'confirmed'))
      throw new Refusal('correction.confirmed')
    const by = { userId: actor.userId, now }
    if (reversed.size === 0)
      await dropCorrection(tx, application, correction, { verb: 'cancel-return', ...by })
    else {
      // What has its red invoice is a fact: the correction is done, of that part.
      await dropForms(tx, application, correction)
      const part = { ...correction, amountFen: add(...reversed.values()) }
      await finishCorrection(tx, { application, correction: part }, false, by)
    }
    return { application, correction }
  },
  audit: (_input, { application, correction }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number },
  }),
})
