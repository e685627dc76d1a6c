import 'server-only'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { correctionInput } from './correction.input'
import { lockCorrection } from './correction.load'
import { dropCorrection } from './drop-correction.step'

/** A customer takes back the wish for a correction while nobody has decided on it. */
export const cancelCorrection = command({
  name: 'invoice.cancel-correction',
  by: 'invoices.write',
  input: correctionInput,
  async run({ tx, actor, now }, { correctionId }) {
    const { application, correction } = await lockCorrection(tx, correctionId)
    if (correction.status !== 'requested') throw new Refusal('correction.changed-meanwhile')
    if (correction.refundId !== null) throw new Refusal('correction.refund-needs-it')
    await dropCorrection(tx, application, correction, { verb: 'cancel-return', userId: actor.userId, now })
    return { application, correction }
  },
  audit: (_input, { application, correction }) => ({
    subject: application.id,
    detail: { correction: correction.number },
  }),
})
