import 'server-only'
import { command } from '@/lib/command/command'
import { lockApplication } from './application.load'
import { applicationInput } from './invoice.input'
import { moveApplication } from './move-application.step'
import { release } from './move-quota.step'

/** Takes an application back while nobody has decided on it; what it had reserved is free again. */
export const withdrawApplication = command({
  name: 'invoice.withdraw',
  by: 'invoices.write',
  input: applicationInput,
  async run({ tx, actor, now }, { applicationId }) {
    const application = await lockApplication(tx, applicationId)
    await moveApplication(tx, application, 'withdraw', { at: now, userId: actor.userId })
    await release(tx, applicationId)
    return { number: application.number }
  },
  audit: ({ applicationId }, { number }) => ({ subject: applicationId, detail: { number } }),
})
