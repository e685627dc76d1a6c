import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { stage } from '@/lib/command/outbox'
import { Refusal } from '@/lib/kernel/refusal'
import { refuseCorrectionInput } from './correction.input'
import { lockCorrection } from './correction.load'
import { correctionLife } from './correction.rules'
import { dropCorrection } from './drop-correction.step'
import { tidied } from './printable.rules'

/** A reviewer refuses a correction: the invoices stay as they are. One that a refund needs is not refused. */
export const refuseCorrection = command({
  name: 'correction.refuse',
  by: 'admin.invoices.decide',
  input: refuseCorrectionInput,
  async run({ tx, actor, now }, { correctionId, reason }) {
    const { application, correction } = await lockCorrection(tx, correctionId)
    await checkNoMember(tx, actor, correction.accountId)
    if (!correctionLife.can('refuse', correction.status)) throw new Refusal('correction.changed-meanwhile')
    if (correction.refundId !== null) throw new Refusal('correction.refund-needs-it')
    await dropCorrection(tx, application, correction, {
      verb: 'refuse-return',
      userId: actor.userId,
      now,
      reason: tidied(reason),
    })
    await stage(tx, {
      task: 'send-mail',
      payload: { key: `correction-refused:${correctionId}`, kind: 'correction-refused', correctionId },
    })
    return { application, correction }
  },
  audit: (_input, { application, correction }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number },
  }),
})
