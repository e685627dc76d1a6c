import { PRIVACY_AGREEMENT, TOP_UP_PRODUCT, totalOf, unitsOf } from '@/lib/billing/catalog/catalog.rules'
import { addHours, dayOf } from '@/lib/kernel/calendar'
import type { OrderKind } from '@/lib/billing/order/order.rules'
import type { Policy } from '@/lib/billing/policy/policy.rules'
import { parseYuan, type Money } from '@/lib/kernel/money'
import { DEMO_CARD, type DemoProduct } from './catalog'
import type { DemoAccount } from './people'
import { audit, note, type Order, type Teller } from './story'

/** Prepaid money: balance, or so many cards. */
export type Prepaid = { yuan: string } | { cards: number }
/** What is ordered in a story told by hand. */
export type Ordered = { product: DemoProduct; thousands: number } | Prepaid

export type HandStory = Teller & { order: Order; buyer: string; ordered: Ordered; account: DemoAccount }

/** Places an order with the first line of its history and of the audit log. */
export function placeByHand(
  teller: Teller,
  account: DemoAccount,
  ordered: Ordered,
  placedAt: Date,
): HandStory {
  const { books, dice, policy } = teller
  const buyer = dice.pick(account.buyers)
  const bought = contentOf(ordered, placedAt, policy)
  const order: Order = {
    ...bought,
    id: dice.idAt(placedAt),
    number: dayOf(placedAt).replaceAll('-', '') + dice.letters(8),
    accountId: account.id,
    status: 'pending-payment',
    amountFen: totalOf(bought.unitPriceFen, bought.quantity),
    policyVersion: 1,
    agreementCode: PRIVACY_AGREEMENT,
    agreementVersion: 1,
    placedBy: buyer,
    placedAt,
    expiresAt: addHours(placedAt, policy.onlineOrderHours),
    recordedAt: placedAt,
  }
  books.orders.push(order)
  const story = { ...teller, order, buyer, ordered, account }
  note(story, 'place', placedAt, { userId: buyer })
  const detail =
    'yuan' in ordered
      ? { amount: ordered.yuan }
      : { productCode: order.productCode, quantity: order.quantity }
  audit(story, placedBy[bought.kind], placedAt, { number: order.number, ...detail }, { byBuyer: true })
  return story
}

const placedBy = {
  'top-up': 'order.place-top-up',
  card: 'order.place-card-order',
  package: 'order.place',
} as const

type Content = Pick<Order, 'productCode' | 'invoiceBasis'> & {
  kind: OrderKind
  quantity: number
  unitPriceFen: Money
}

function contentOf(ordered: Ordered, placedAt: Date, { invoiceBasis }: Policy): Content {
  if ('yuan' in ordered)
    return {
      kind: 'top-up',
      productCode: TOP_UP_PRODUCT,
      quantity: 1,
      unitPriceFen: parseYuan(ordered.yuan),
      invoiceBasis: 'none',
    }
  if ('cards' in ordered)
    return {
      kind: 'card',
      productCode: DEMO_CARD.code,
      quantity: ordered.cards,
      unitPriceFen: DEMO_CARD.faceFen,
      invoiceBasis: invoiceBasis.card,
    }
  return {
    kind: 'package',
    productCode: ordered.product.code,
    quantity: ordered.thousands,
    unitPriceFen: ordered.product.priceAt(placedAt),
    invoiceBasis: invoiceBasis.package,
  }
}

/** What a fund transaction of the order says it was for. */
export function remarksOf({ ordered }: HandStory): { remarkEn: string; remarkZh: string } {
  if ('yuan' in ordered) return { remarkEn: 'Balance top-up', remarkZh: '余额充值' }
  if ('cards' in ordered)
    return {
      remarkEn: `${ordered.cards} × ${DEMO_CARD.nameEn}`,
      remarkZh: `${DEMO_CARD.nameZh} ${ordered.cards} ${DEMO_CARD.unitZh}`,
    }
  const { product, thousands } = ordered
  const units = unitsOf(thousands).toLocaleString('en-US')
  return {
    remarkEn: `${product.nameEn}, ${units}`,
    remarkZh: `${product.nameZh} ${units} ${product.unitZh}`,
  }
}

/** What the payer reads at the gateway or on the order. */
export function namedAtGateway(ordered: Ordered): { nameZh: string; unitZh: string } {
  if ('yuan' in ordered) return { nameZh: '余额充值', unitZh: '' }
  return 'cards' in ordered ? DEMO_CARD : ordered.product
}
