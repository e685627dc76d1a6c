import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { fen } from '@/lib/kernel/money'
import { Refusal } from '@/lib/kernel/refusal'
import { issuesByItself } from './channel.rules'
import { correctionInput } from './correction.input'
import { loadHeldOf, lockCorrection, sumLeft } from './correction.load'
import { moveCorrection } from './move-correction.step'
import { lineOf, openRedForms } from './open-red-forms.step'

/**
 * What of a correction's paper cannot be declared void takes red invoices instead, each for the whole of its blue one and
 * as issued in error: its yuan are free then, as those of the paper that is void.
 */
export const takeRedLetter = command({
  name: 'correction.take-red-letter',
  by: 'admin.invoices.decide',
  input: correctionInput,
  async run({ tx, actor, now }, { correctionId }) {
    const { application, correction } = await lockCorrection(tx, correctionId)
    await checkNoMember(tx, actor, correction.accountId)
    if (correction.method !== 'void') throw new Refusal('correction.changed-meanwhile')
    // Whatever the channel is asked at this moment, it may have done.
    if (issuesByItself(application.channel) && correction.status === 'reversing')
      throw new Refusal('correction.at-channel')
    const changed = { method: 'red-letter', reason: 'issued-in-error' } as const
    await moveCorrection(tx, correction, 'take-red-letter', changed)
    const left = { ...correction, ...changed, amountFen: fen(await sumLeft(tx, application.id)) }
    const first = lineOf(application, await loadHeldOf(tx, correction))
    const forms = await openRedForms(tx, application, left, now, first)
    return { application, correction, forms }
  },
  audit: (_input, { application, correction, forms }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number, forms },
  }),
})
