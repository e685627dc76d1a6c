import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { getOrder } from '@/lib/billing/order/order.queries'
import { findRefundToTell, type RefundToTell } from '@/lib/billing/payment/refund.queries'
import { env } from '@/lib/env'
import { formatInstant, formatMoney } from '@/lib/web/format'
import { sayIn, type Say } from '@/lib/web/messages'
import { composeLetter } from './compose-letter'
import type { Draft, MailKind, MailPayload } from './mail-kind'
import { findOrderReceiver } from './mail.queries'

/** What customers are told of money that went back to them. */
export const refundMails: Readonly<Record<string, MailKind>> = { 'refund-done': refundDone }

async function refundDone({ refundId = '' }: MailPayload): Promise<Draft | null> {
  const refund = await findRefundToTell(SYSTEM, refundId)
  const receiver = refund && (await findOrderReceiver(SYSTEM, refund.orderId))
  if (!refund || !receiver) return null
  const { locale, name, email: toEmail } = receiver
  const { number } = await getOrder(SYSTEM, refund.orderId)
  const say = sayIn(locale)
  const letter = composeLetter(say, {
    subject: say('mails.refund-done.subject', { number }),
    greeting: say('mails.greeting', { name }),
    body: say(refund.paid ? 'mails.refund-done.body' : 'mails.refund-done.bodyUnused'),
    facts: [
      [say('mails.order-paid.number'), number],
      [say('mails.refund-done.amount'), formatMoney(refund.amountFen)],
      [say('mails.refund-done.way'), wayOf(say, refund)],
      [say('mails.refund-done.at'), formatInstant(refund.doneAt, locale, undefined, { zoneName: true })],
      [say('mails.refund-done.number'), refund.number],
    ],
    button: { label: say('mails.order-paid.button'), href: `${env.NEXTAUTH_URL}/orders/${refund.orderId}` },
  })
  return { toEmail, locale, letter }
}

function wayOf(say: Say, { route }: RefundToTell): string {
  return route === 'bank' ? say('mails.refund-done.byBank') : say(`words.channel.${route}`)
}
