import 'server-only'
import { SYSTEM, type Locale } from '@/lib/auth/actor'
import { hashSecret, newSecret } from '@/lib/auth/secret'
import { findRecipient } from '@/lib/billing/account/account.queries'
import { INVITATION_HOURS, LINK_HOURS, type TokenPurpose } from '@/lib/billing/account/account.rules'
import { unitsOf } from '@/lib/billing/catalog/catalog.rules'
import { systemNow } from '@/lib/command/clock'
import { env } from '@/lib/env'
import { addHours } from '@/lib/kernel/calendar'
import { sayIn } from '@/lib/web/messages'
import { authenticationMails } from './authentication-mails'
import { composeLetter, type Letter } from './compose-letter'
import { composeOrderPaid } from './compose-order-paid'
import { correctionMails } from './correction-mails'
import { invoiceMails } from './invoice-mails'
import type { Draft, MailKind, MailPayload } from './mail-kind'
import { findPaidOrder } from './mail.queries'
import { refundMails } from './refund-mails'
import { transferMails } from './transfer-mails'

/** Every kind of mail this product writes. A new kind is one line here and its sentences in both languages. */
export const mailKinds: Readonly<Record<string, MailKind>> = {
  'verify-email': withLink('verify-email', 'verify-email', '/verify-email', LINK_HOURS['verify-email']),
  'reset-password': withLink(
    'reset-password',
    'reset-password',
    '/reset-password',
    LINK_HOURS['reset-password'],
  ),
  'invite-staff': withLink('invite-staff', 'reset-password', '/reset-password', INVITATION_HOURS),
  'already-registered': alreadyRegistered,
  'order-paid': orderPaid,
  ...authenticationMails,
  ...correctionMails,
  ...invoiceMails,
  ...refundMails,
  ...transferMails,
}

/** A letter with a one-time link. The secret is made here and goes into the letter; only its hash goes further. */
function withLink(
  kind: 'verify-email' | 'reset-password' | 'invite-staff',
  purpose: TokenPurpose,
  path: string,
  hours: number,
): MailKind {
  return async ({ userId = '' }) => {
    const recipient = await findRecipient(SYSTEM, userId)
    if (!recipient) return null
    const secret = newSecret()
    const letter = letterOf(kind, recipient, `${env.NEXTAUTH_URL}${path}?token=${secret}`)
    const expiresAt = addHours(systemNow(), hours)
    const link = { hash: hashSecret(secret).toString('hex'), purpose, userId, expiresAt }
    return { toEmail: recipient.email, locale: recipient.locale, letter, link }
  }
}

async function alreadyRegistered({ userId = '' }: MailPayload): Promise<Draft | null> {
  const recipient = await findRecipient(SYSTEM, userId)
  if (!recipient) return null
  const letter = letterOf('already-registered', recipient, `${env.NEXTAUTH_URL}/sign-in`)
  return { toEmail: recipient.email, locale: recipient.locale, letter }
}

async function orderPaid({ orderId = '' }: MailPayload): Promise<Draft | null> {
  const order = await findPaidOrder(SYSTEM, orderId)
  if (!order) return null
  const { receiver, package: bought } = order
  const { locale } = receiver
  const [productName, unitName] =
    locale === 'en' ? [order.productNameEn, order.unitEn] : [order.productNameZh, order.unitZh]
  const letter = composeOrderPaid({
    locale,
    receiverName: receiver.name,
    orderNumber: order.number,
    productName,
    unitName,
    kind: order.kind,
    units: order.kind === 'card' ? BigInt(order.quantity) : (bought?.units ?? unitsOf(order.quantity)),
    amount: order.amountFen,
    paidAt: order.paidAt ?? order.placedAt,
    expiresAt: bought?.expiresAt ?? null,
    orderUrl: `${env.NEXTAUTH_URL}/orders/${orderId}`,
  })
  return { toEmail: receiver.email, locale, letter }
}

function letterOf(kind: string, { name, locale }: { name: string; locale: Locale }, href: string): Letter {
  const say = sayIn(locale)
  return composeLetter(say, {
    subject: say(`mails.${kind}.subject`),
    greeting: say('mails.greeting', { name }),
    body: say(`mails.${kind}.body`),
    button: { label: say(`mails.${kind}.button`), href },
    note: say(`mails.${kind}.ignore`),
  })
}
