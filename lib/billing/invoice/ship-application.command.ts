import 'server-only'
import { command } from '@/lib/command/command'
import { lockApplication } from './application.load'
import { shipApplicationInput } from './invoice.input'
import { ship } from './ship.step'

/** A paper invoice is with the courier. */
export const shipApplication = command({
  name: 'invoice.ship',
  by: 'admin.invoices.decide',
  input: shipApplicationInput,
  async run({ tx, actor, now }, { applicationId, courier, trackingNumber }) {
    const application = await lockApplication(tx, applicationId)
    await ship(tx, application, { courier, trackingNumber, at: now, actor })
    return { number: application.number, accountId: application.accountId }
  },
  audit: ({ applicationId }, { number, accountId }) => ({
    subject: applicationId,
    account: accountId,
    detail: { number },
  }),
})
