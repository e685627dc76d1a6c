import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import type { Recipient } from '@/lib/billing/account/account.queries'
import { getOrder, type OrderView } from '@/lib/billing/order/order.queries'
import { outstandingOf } from '@/lib/billing/order/order.rules'
import { getPolicy } from '@/lib/billing/policy/policy.queries'
import { getPaymentState } from '@/lib/billing/payment/payment.queries'
import { findTransferFacts, type TransferFacts } from '@/lib/billing/transfer/transfer.queries'
import { env } from '@/lib/env'
import { formatCode, formatInstant, formatMoney } from '@/lib/web/format'
import { sayIn, type Say } from '@/lib/web/messages'
import { composeLetter, type Letter, type LetterParts } from './compose-letter'
import type { Draft, MailKind } from './mail-kind'
import { findOrderReceiver } from './mail.queries'

/** The mails of bank transfers: turned down, less than was due, more than was due, and soon too late. */
export const transferMails = {
  'transfer-rejected': aboutTransfer('transfer-rejected', (say, { transfer }) => ({
    body: say('mails.transfer-rejected.body'),
    facts: [[say('mails.transfer.reason'), transfer.rejectReason ?? '']],
  })),
  'transfer-part': aboutTransfer('transfer-part', (say, { order, transfer, remark }) => ({
    body: say('mails.transfer-part.body'),
    facts: [
      [say('mails.transfer.received'), formatMoney(transfer.receivedFen ?? 0n)],
      [say('mails.transfer.due'), formatMoney(outstandingOf(order))],
      [say('mails.transfer.remark'), remark],
    ],
  })),
  'transfer-excess': aboutTransfer('transfer-excess', (say, { transfer, wallet }) => ({
    body: say(wallet ? 'mails.transfer-excess.body' : 'mails.transfer-excess.bodyBank'),
    facts: [
      [say('mails.transfer.received'), formatMoney(transfer.receivedFen ?? 0n)],
      [say('mails.transfer.excess'), formatMoney(transfer.excessFen)],
    ],
  })),
  'transfer-reminder': reminder,
} satisfies Record<string, MailKind>

type About = { order: OrderView; transfer: TransferFacts; remark: string; wallet: boolean }

function aboutTransfer(
  kind: 'transfer-rejected' | 'transfer-part' | 'transfer-excess',
  parts: (say: Say, about: About) => Pick<LetterParts, 'body' | 'facts'>,
): MailKind {
  return async ({ transferId = '' }) => {
    const transfer = await findTransferFacts(SYSTEM, transferId)
    if (!transfer) return null
    const { wallet } = await getPolicy(SYSTEM)
    return toReceiver(kind, transfer.orderId, (say, order) =>
      parts(say, { order, transfer, remark: formatCode(transfer.remark), wallet }),
    )
  }
}

async function reminder({ orderId = '' }: Readonly<Record<string, string>>): Promise<Draft | null> {
  const { payee } = await getPolicy(SYSTEM)
  const { attempt } = await getPaymentState(SYSTEM, orderId)
  return toReceiver('transfer-reminder', orderId, (say, order, { locale }) => ({
    body: say('mails.transfer-reminder.body', {
      moment: formatInstant(order.expiresAt, locale, undefined, { zoneName: true }),
    }),
    facts: [
      [say('mails.transfer.due'), formatMoney(outstandingOf(order))],
      [say('mails.transfer.remark'), formatCode(attempt?.outTradeNo ?? '')],
      [say('mails.transfer.payee'), payee.name],
      [say('mails.transfer.bank'), payee.bank],
      [say('mails.transfer.account'), formatCode(payee.account)],
    ],
  }))
}

type Compose = (say: Say, order: OrderView, receiver: Recipient) => Pick<LetterParts, 'body' | 'facts'>

async function toReceiver(kind: string, orderId: string, compose: Compose): Promise<Draft | null> {
  const receiver = await findOrderReceiver(SYSTEM, orderId)
  if (!receiver) return null
  const order = await getOrder(SYSTEM, orderId)
  const say = sayIn(receiver.locale)
  const { body, facts = [] } = compose(say, order, receiver)
  const letter: Letter = composeLetter(say, {
    subject: say(`mails.${kind}.subject`, { number: order.number }),
    greeting: say('mails.greeting', { name: receiver.name }),
    body,
    facts: [[say('mails.transfer.order'), order.number], ...facts],
    button: {
      label: say(`mails.${kind}.button`),
      href: `${env.NEXTAUTH_URL}/orders/${orderId}${kind === 'transfer-excess' ? '' : '/pay'}`,
    },
  })
  return { toEmail: receiver.email, locale: receiver.locale, letter }
}
