import 'server-only'
import { command } from '@/lib/command/command'
import { sendInvoicesInput } from './delivery.input'
import { SENDS_A_DAY } from './download-link.rules'
import { sendInvoices } from './send-invoices.step'

/** Sends an application's electronic invoices once more, to whichever address the office was told. */
export const sendInvoicesAgain = command({
  name: 'invoice.send-again',
  by: 'admin.invoices.decide',
  input: sendInvoicesInput,
  run: ({ tx, actor, now }, { sendId, applicationId, email }) =>
    sendInvoices(tx, {
      sendId,
      applicationId,
      to: email.trim(),
      userId: actor.userId,
      most: SENDS_A_DAY.staff,
      at: now,
    }),
  audit: ({ applicationId, email }, { number, accountId, invoices }) =>
    invoices > 0
      ? { subject: applicationId, account: accountId, detail: { number, invoices, email: email.trim() } }
      : null,
})
