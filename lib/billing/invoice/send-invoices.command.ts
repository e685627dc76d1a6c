import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { lockApplication } from './application.load'
import { sendInvoicesInput } from './delivery.input'
import { SENDS_A_DAY } from './download-link.rules'
import { sendInvoices } from './send-invoices.step'

/** Sends an application's electronic invoices once more, to whichever address the office was told. */
export const sendInvoicesAgain = command({
  name: 'invoice.send-again',
  by: 'admin.invoices.decide',
  input: sendInvoicesInput,
  async run({ tx, actor, now }, { sendId, applicationId, email }) {
    const { accountId } = await lockApplication(tx, applicationId)
    await checkNoMember(tx, actor, accountId)
    return sendInvoices(tx, {
      sendId,
      applicationId,
      to: email.trim(),
      userId: actor.userId,
      most: SENDS_A_DAY.staff,
      at: now,
    })
  },
  audit: ({ applicationId, email }, { number, accountId, invoices }) =>
    invoices > 0
      ? { subject: applicationId, account: accountId, detail: { number, invoices, email: email.trim() } }
      : null,
})
