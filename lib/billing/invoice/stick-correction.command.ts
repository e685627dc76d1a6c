import 'server-only'
import { command } from '@/lib/command/command'
import { stickCorrectionInput } from './correction.input'
import { lockCorrection } from './correction.load'
import { correctionLife } from './correction.rules'
import { moveCorrection } from './move-correction.step'

/** A channel would not declare paper void: a person has to look at it. */
export const stickCorrection = command({
  name: 'correction.stick',
  by: 'system',
  input: stickCorrectionInput,
  async run({ tx }, { correctionId }) {
    const { application, correction } = await lockCorrection(tx, correctionId)
    if (correctionLife.can('stick', correction.status)) await moveCorrection(tx, correction, 'stick')
    return { application, correction }
  },
  audit: (_input, { application, correction }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number },
  }),
})
