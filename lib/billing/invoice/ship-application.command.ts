import 'server-only'
import { command } from '@/lib/command/command'
import { stage } from '@/lib/command/outbox'
import { Refusal } from '@/lib/kernel/refusal'
import { lockApplication } from './application.load'
import { shipApplicationInput } from './invoice.input'
import { isElectronic } from './kind.rules'
import { moveApplication } from './move-application.step'
import { tidied } from './printable.rules'

/** A paper invoice is with the courier. */
export const shipApplication = command({
  name: 'invoice.ship',
  by: 'admin.invoices.decide',
  input: shipApplicationInput,
  async run({ tx, actor, now }, { applicationId, courier, trackingNumber }) {
    const application = await lockApplication(tx, applicationId)
    if (isElectronic(application.kind)) throw new Refusal('application.nothing-to-ship')
    await moveApplication(tx, application, 'ship', {
      at: now,
      userId: actor.userId,
      detail: `${tidied(courier)} ${trackingNumber}`,
      set: { courier: tidied(courier), trackingNumber, shippedBy: actor.userId, shippedAt: now },
    })
    await stage(tx, {
      task: 'send-mail',
      payload: { key: `invoice-shipped:${applicationId}`, kind: 'invoice-shipped', applicationId },
    })
    return { number: application.number, accountId: application.accountId }
  },
  audit: ({ applicationId }, { number, accountId }) => ({
    subject: applicationId,
    account: accountId,
    detail: { number },
  }),
})
