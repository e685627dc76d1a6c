import 'server-only'
import { command } from '@/lib/command/command'
import { sendToMyselfInput } from './delivery.input'
import { SENDS_A_DAY } from './download-link.rules'
import { sendInvoices } from './send-invoices.step'

/** Sends an application's electronic invoices to whoever asks, at the address they sign in with and no other. */
export const sendToMyself = command({
  name: 'invoice.send-to-myself',
  by: 'invoices.write',
  input: sendToMyselfInput,
  run: ({ tx, actor, now }, { sendId, applicationId }) =>
    sendInvoices(tx, {
      sendId,
      applicationId,
      to: actor.email,
      userId: actor.userId,
      most: SENDS_A_DAY.member,
      at: now,
    }),
  audit: ({ applicationId }, { number, invoices }) =>
    invoices > 0 ? { subject: applicationId, detail: { number, invoices } } : null,
})
