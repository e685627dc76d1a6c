import { CARD_NUMBER_LENGTH } from '@/lib/billing/benefit/card.rules'
import { orderPaid, type Prepaid } from '@/lib/billing/ledger/ledger.rules'
import { attemptExpiry, describePurchase } from '@/lib/billing/payment/payment.rules'
import { addSeconds } from '@/lib/kernel/calendar'
import { fen } from '@/lib/kernel/money'
import { channelTradeNo, paidNotice } from './notice'
import type { DemoAccount } from './people'
import { namedAtGateway, placeByHand, remarksOf, type HandStory } from './place-story'
import type { PrepaidPlan } from './plan-transfers'
import { audit, note, type Teller } from './story'

/** Tells one top-up or card order that was paid at a gateway: the money stands in cash, or on its card. */
export function tellPrepaid(
  teller: Teller,
  { ordered, channel, paidAt }: PrepaidPlan,
  account: DemoAccount,
): void {
  const story = placeByHand(teller, account, ordered, addSeconds(paidAt, -180))
  const { books, dice, policy, order, buyer } = story
  const startedAt = addSeconds(paidAt, -95)
  const amountFen = fen(order.amountFen)
  const outTradeNo = order.number + dice.letters(6)
  const trade = { channel, outTradeNo, channelTradeNo: channelTradeNo(dice, channel, paidAt), amountFen }
  note(story, 'start-payment', startedAt, { userId: buyer, channel })
  const opened = { channel, outTradeNo, amountFen: String(amountFen) }
  audit(story, 'payment.open', startedAt, opened, { byBuyer: true })
  books.payments.push({
    ...trade,
    id: dice.idAt(startedAt),
    accountId: order.accountId,
    orderId: order.id,
    status: 'settled',
    description: describePurchase(
      { kind: order.kind, quantity: order.quantity, amountFen, productCode: order.productCode },
      namedAtGateway(ordered),
    ),
    device: 'desktop',
    startedAt,
    expiresAt: attemptExpiry(startedAt, order.expiresAt, policy.paymentAttemptHours),
    settledAt: paidAt,
    recordedAt: startedAt,
  })
  const notice = paidNotice(dice, { ...trade, at: paidAt }, 'settled')
  books.notices.push(notice)
  Object.assign(order, { status: 'paid', paidAt, paidChannel: channel })
  note(story, 'settle', paidAt, { channel })
  audit(story, 'payment.settle', notice.appliedAt ?? paidAt, { outcome: 'settled' }, { subjectId: order.id })
  const into = 'cards' in ordered ? grant(story, paidAt) : ({ ledger: 'cash' } as const)
  books.facts.push({
    ...remarksOf(story),
    accountId: order.accountId,
    kind: into.ledger === 'card' ? 'card' : 'top-up',
    amountFen,
    channel,
    order,
    productCode: order.productCode,
    occurredAt: paidAt,
    postings: orderPaid([{ ledger: `clearing.${channel}`, amountFen }], into),
  })
}

function grant({ books, dice, order }: HandStory, paidAt: Date): Prepaid {
  const cardId = dice.idAt(paidAt)
  books.cards.push({
    id: cardId,
    accountId: order.accountId,
    orderId: order.id,
    number: dice.letters(CARD_NUMBER_LENGTH),
    faceFen: order.amountFen,
    grantedAt: paidAt,
    recordedAt: paidAt,
  })
  return { ledger: 'card', cardId }
}
