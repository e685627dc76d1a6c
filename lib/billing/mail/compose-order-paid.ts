import type { Locale } from '@/lib/auth/actor'
import type { OrderKind } from '@/lib/billing/order/order.rules'
import type { Money } from '@/lib/kernel/money'
import { formatEndOfValidity, formatInstant, formatMoney, formatQuantity } from '@/lib/web/format'
import { sayIn } from '@/lib/web/messages'
import { composeLetter, type Letter } from './compose-letter'

/** What the mail of a paid order tells; names and unit in the receiver's language already. */
export type PaidOrder = {
  locale: Locale
  receiverName: string
  orderNumber: string
  productName: string
  kind: OrderKind
  /** Single units, e.g. 800000 of "calls", or cards; not told of a top-up, which has none. */
  units: bigint
  unitName: string
  amount: Money
  paidAt: Date
  /** Null for what does not run out. */
  expiresAt: Date | null
  orderUrl: string
}

const bodies = {
  package: 'mails.order-paid.body',
  card: 'mails.order-paid.bodyCard',
  'top-up': 'mails.order-paid.bodyTopUp',
} as const satisfies Record<OrderKind, string>

export function composeOrderPaid(order: PaidOrder): Letter {
  const say = sayIn(order.locale)
  const facts: [string, string][] = [
    [say('mails.order-paid.number'), order.orderNumber],
    [say('mails.order-paid.product'), order.productName],
    [say('mails.order-paid.amount'), formatMoney(order.amount)],
    [
      say('mails.order-paid.paidAt'),
      formatInstant(order.paidAt, order.locale, undefined, { zoneName: true }),
    ],
  ]
  if (order.kind !== 'top-up')
    facts.splice(2, 0, [say('mails.order-paid.quantity'), formatQuantity(order.units, order.unitName)])
  if (order.expiresAt) facts.push([say('mails.order-paid.validUntil'), formatEndOfValidity(order.expiresAt)])
  return composeLetter(say, {
    subject: say('mails.order-paid.subject', { number: order.orderNumber }),
    greeting: say('mails.greeting', { name: order.receiverName }),
    body: say(bodies[order.kind]),
    facts,
    button: { label: say('mails.order-paid.button'), href: order.orderUrl },
  })
}
