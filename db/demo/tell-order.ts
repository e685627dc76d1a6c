import { PRIVACY_AGREEMENT, totalOf } from '@/lib/billing/catalog/catalog.rules'
import { addHours, addSeconds, dayOf } from '@/lib/kernel/calendar'
import type { Plan } from './plan'
import { audit, note, type Order, type Story, type Teller } from './story'
import { attempt, receiveTooLittle, receiveUnneeded, retry, settle } from './tell-payment'
import { giveBack, sendBack } from './tell-refund'

/** Tells one order from its placing to its end, with every row that daily work would have left. */
export function tellOrder(teller: Teller, plan: Plan): void {
  const story = place(teller, plan)
  const { dice, order } = story
  const first = addSeconds(order.placedAt, 35 + dice.roll(140))
  switch (plan.ending) {
    case 'paid':
      return settle(story, dice.luck(18) ? retry(story, first) : first)
    case 'paid-late':
      expire(story)
      return settle(story, first, { late: addSeconds(order.expiresAt, 1_740) })
    case 'cancelled':
      if (dice.luck(50)) attempt(story, first, addSeconds(first, 600 + dice.roll(1_800)))
      return close(story, 'cancel', addSeconds(order.placedAt, 3_000 + dice.roll(14_000)))
    case 'expired':
      if (dice.luck(60)) attempt(story, first)
      return expire(story)
    case 'short-paid':
      // Money in suspense keeps the order from ending.
      receiveTooLittle(story, attempt(story, first, addSeconds(first, 76)))
      return
    case 'pending':
      return
    case 'paid-twice':
    case 'paid-after-cancel':
    case 'refunded':
    case 'refunded-part':
    case 'refund-waiting':
    case 'refund-abnormal':
      return tellMoneyBack(story, plan.ending, first)
  }
}

type MoneyBack = Exclude<
  Plan['ending'],
  'paid' | 'paid-late' | 'cancelled' | 'expired' | 'short-paid' | 'pending'
>

/** The stories in which money goes back, by itself or because finance decides so. */
function tellMoneyBack(story: Story, ending: MoneyBack, first: Date): void {
  const later = addSeconds(first, 900)
  switch (ending) {
    case 'paid-twice': {
      const slow = attempt(story, first, addSeconds(first, 200))
      settle(story, addSeconds(first, 201))
      return sendBack(story, 'paid-twice', receiveUnneeded(story, slow, 'order-already-paid', later))
    }
    case 'paid-after-cancel': {
      const slow = attempt(story, first, addSeconds(first, 600))
      close(story, 'cancel', addSeconds(first, 600))
      return sendBack(story, 'paid-after-cancel', receiveUnneeded(story, slow, 'order-cancelled', later))
    }
    case 'refunded':
    case 'refunded-part':
      settle(story, first)
      return giveBack(story, ending === 'refunded' ? 100n : 40n, 'done')
    case 'refund-waiting':
      settle(story, first)
      return giveBack(story, 25n, 'waiting')
    case 'refund-abnormal':
      // Alipay gives back to the balance, which always takes it.
      settle(story, first, { by: 'wechatpay' })
      return giveBack(story, 25n, 'abnormal')
  }
}

function place({ books, dice, policy, finance }: Teller, plan: Plan): Story {
  const { account, product, thousands, placedAt } = plan
  const unitPriceFen = product.priceAt(placedAt)
  const buyer = dice.pick(account.buyers)
  const order: Order = {
    id: dice.idAt(placedAt),
    number: dayOf(placedAt).replaceAll('-', '') + dice.letters(8),
    accountId: account.id,
    kind: 'package',
    status: 'pending-payment',
    productCode: product.code,
    quantity: thousands,
    unitPriceFen,
    amountFen: totalOf(unitPriceFen, thousands),
    invoiceBasis: policy.invoiceBasis.package,
    policyVersion: 1,
    agreementCode: PRIVACY_AGREEMENT,
    agreementVersion: 1,
    placedBy: buyer,
    placedAt,
    expiresAt: addHours(placedAt, policy.onlineOrderHours),
    recordedAt: placedAt,
  }
  books.orders.push(order)
  const story = { books, dice, policy, finance, plan, order, buyer }
  note(story, 'place', placedAt, { userId: buyer })
  audit(
    story,
    'order.place',
    placedAt,
    { number: order.number, productCode: product.code, quantity: thousands },
    { byBuyer: true },
  )
  return story
}

function expire(story: Story): void {
  close(story, 'expire', addSeconds(story.order.expiresAt, 4))
}

function close(story: Story, verb: 'cancel' | 'expire', at: Date): void {
  const status = verb === 'cancel' ? 'cancelled' : 'expired'
  Object.assign(story.order, { status, closedAt: at })
  const byBuyer = verb === 'cancel'
  note(story, verb, at, byBuyer ? { userId: story.buyer } : {})
  audit(story, `order.${verb}`, at, byBuyer ? { number: story.order.number } : { expired: true }, { byBuyer })
}
