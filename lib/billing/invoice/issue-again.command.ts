import 'server-only'
import { and, eq } from 'drizzle-orm'
import { invoices } from '@/db/schema/invoice'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { lockApplication } from './application.load'
import { issuesByItself } from './channel.rules'
import { applicationInput } from './invoice.input'
import { moveApplication } from './move-application.step'

/** Lets an application whose issuing failed be issued again, under the numbers it has. */
export const issueAgain = command({
  name: 'invoice.issue-again',
  by: 'admin.invoices.decide',
  input: applicationInput,
  async run({ tx, actor, now }, { applicationId }) {
    const application = await lockApplication(tx, applicationId)
    await checkNoMember(tx, actor, application.accountId)
    // A channel that issues by itself is asked again through its own door.
    if (issuesByItself(application.channel)) throw new Refusal('application.changed-meanwhile')
    await moveApplication(tx, application, 'retry', { at: now, userId: actor.userId, set: { trouble: null } })
    await tx
      .update(invoices)
      .set({ trouble: null })
      .where(and(eq(invoices.applicationId, applicationId), eq(invoices.status, 'pending')))
    return { number: application.number, accountId: application.accountId }
  },
  audit: ({ applicationId }, { number, accountId }) => ({
    subject: applicationId,
    account: accountId,
    detail: { number },
  }),
})
