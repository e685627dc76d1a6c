import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { stage } from '@/lib/command/outbox'
import { Refusal } from '@/lib/kernel/refusal'
import { standsInWorkbook } from './batch.load'
import { hasNumbers, lockApplication } from './application.load'
import { rejectApplicationInput } from './invoice.input'
import { moveApplication } from './move-application.step'
import { release } from './move-quota.step'
import { tidied } from './printable.rules'

/** Refuses an application, or gives up one whose issuing failed; what it had reserved is free again. */
export const rejectApplication = command({
  name: 'invoice.reject',
  by: 'admin.invoices.decide',
  input: rejectApplicationInput,
  async run({ tx, actor, now }, { applicationId, reason }) {
    const application = await lockApplication(tx, applicationId)
    await checkNoMember(tx, actor, application.accountId)
    // Rejecting frees the whole amount, and some of it has an invoice.
    if (await hasNumbers(tx, applicationId)) throw new Refusal('application.has-invoice')
    // What became of one that stands in a workbook is unknown until the bureau's list says so.
    if (await standsInWorkbook(tx, applicationId)) throw new Refusal('application.in-workbook')
    const rejectReason = tidied(reason)
    await moveApplication(tx, application, 'reject', {
      at: now,
      userId: actor.userId,
      detail: rejectReason,
      set: { rejectReason, reviewedBy: actor.userId, reviewedAt: now, nextQueryAt: null },
    })
    await release(tx, applicationId)
    await stage(tx, {
      task: 'send-mail',
      payload: { key: `invoice-rejected:${applicationId}`, kind: 'invoice-rejected', applicationId },
    })
    return { number: application.number, accountId: application.accountId }
  },
  audit: ({ applicationId }, { number, accountId }) => ({
    subject: applicationId,
    account: accountId,
    detail: { number },
  }),
})
