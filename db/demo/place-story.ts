import { PRIVACY_AGREEMENT, TOP_UP_PRODUCT, totalOf, unitsOf } from '@/lib/billing/catalog/catalog.rules'
import { addHours, dayOf } from '@/lib/kernel/calendar'
import { parseYuan } from '@/lib/kernel/money'
import type { DemoProduct } from './catalog'
import type { DemoAccount } from './people'
import { audit, note, type Order, type Teller } from './story'

/** What is ordered in a story told by hand: thousands of a package, or balance. */
export type Ordered = { product: DemoProduct; thousands: number } | { yuan: string }

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
  const bought =
    'yuan' in ordered
      ? ({
          kind: 'top-up',
          productCode: TOP_UP_PRODUCT,
          quantity: 1,
          unitPriceFen: parseYuan(ordered.yuan),
          invoiceBasis: 'none',
        } as const)
      : ({
          kind: 'package',
          productCode: ordered.product.code,
          quantity: ordered.thousands,
          unitPriceFen: ordered.product.priceAt(placedAt),
          invoiceBasis: policy.invoiceBasis.package,
        } as const)
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
  audit(
    story,
    'yuan' in ordered ? 'order.place-top-up' : 'order.place',
    placedAt,
    { number: order.number, ...detail },
    { byBuyer: true },
  )
  return story
}

/** What a fund transaction of the order says it was for. */
export function remarksOf({ ordered }: HandStory): { remarkEn: string; remarkZh: string } {
  if ('yuan' in ordered) return { remarkEn: 'Balance top-up', remarkZh: '余额充值' }
  const { product, thousands } = ordered
  const units = unitsOf(thousands).toLocaleString('en-US')
  return {
    remarkEn: `${product.nameEn}, ${units}`,
    remarkZh: `${product.nameZh} ${units} ${product.unitZh}`,
  }
}
