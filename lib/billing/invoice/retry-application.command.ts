import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { invoices } from '@/db/schema/invoice'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { stage } from '@/lib/command/outbox'
import { Refusal } from '@/lib/kernel/refusal'
import { lockApplication } from './application.load'
import { issuesByItself } from './channel.rules'
import { applicationInput } from './invoice.input'
import { moveApplication } from './move-application.step'

/** Has a channel issue again what failed, under the same numbers and with the same content. */
export const retryApplication = command({
  name: 'invoice.retry',
  by: 'admin.invoices.decide',
  input: applicationInput,
  async run({ tx, actor, now }, { applicationId }) {
    const application = await lockApplication(tx, applicationId)
    await checkNoMember(tx, actor, application.accountId)
    if (!issuesByItself(application.channel)) throw new Refusal('application.changed-meanwhile')
    await moveApplication(tx, application, 'retry', {
      ...{ at: now, userId: actor.userId },
      set: { trouble: null, nextQueryAt: sql`now()`, queries: 0 },
    })
    // What has a number exists: it is asked for, and not asked to be issued.
    await tx
      .update(invoices)
      .set({ askedAt: null })
      .where(
        and(
          eq(invoices.applicationId, applicationId),
          eq(invoices.status, 'pending'),
          isNull(invoices.number),
        ),
      )
    await stage(tx, { task: 'issue-application', payload: { applicationId } })
    return { number: application.number, accountId: application.accountId }
  },
  audit: ({ applicationId }, { number, accountId }) => ({
    ...{ subject: applicationId, account: accountId },
    detail: { number },
  }),
})
