import { MoneyText } from '@/components/billing/money-text'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import type { CardRow } from '@/lib/billing/benefit/card.queries'
import { unitsOf } from '@/lib/billing/catalog/catalog.rules'
import type { OrderView } from '@/lib/billing/order/order.queries'
import { outstandingOf } from '@/lib/billing/order/order.rules'
import type { OrderPackage } from '@/lib/billing/resource/resource.queries'
import { negate } from '@/lib/kernel/money'
import { formatCode, formatEndOfValidity, formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { orderWords, type OrderWords } from '../order-words'

export type OrderFactsProps = {
  order: OrderView
  granted: OrderPackage | null
  card: CardRow | null
  family: string | undefined
}

/** What was ordered, for how much, by whom, and what became of it. */
export async function OrderFacts({ order, granted, card, family }: OrderFactsProps) {
  const [text, orders, words] = await Promise.all([
    getTranslations('order'),
    getTranslations('orders'),
    orderWords(),
  ])
  const facts: (Fact | null)[] = [
    { label: orders('product'), value: words.productName(order) },
    ...(await countedFacts(order)),
    order.validityYears === null
      ? null
      : { label: text('validity'), value: text('validFor', { years: order.validityYears }) },
    { label: text('total'), value: <MoneyText amount={order.amountFen} />, strong: true },
    ...(order.heldFen > 0n
      ? [
          { label: text('received'), value: <MoneyText amount={order.heldFen} /> },
          { label: text('outstanding'), value: <MoneyText amount={outstandingOf(order)} />, strong: true },
        ]
      : []),
    order.refundedFen > 0n
      ? { label: text('refunded'), value: <MoneyText amount={negate(order.refundedFen)} /> }
      : null,
    { label: text('placedBy'), value: order.placedByName ?? text('formerMember') },
    { label: text('agreement'), value: text('agreementVersion', { version: order.agreementVersion }) },
    order.paidAt && order.paidChannel
      ? {
          label: text('paidAt'),
          value: text('paidBy', {
            moment: words.moment(order.paidAt),
            channel: words.channelText(order.paidChannel),
          }),
        }
      : null,
    order.status === 'pending-payment' && order.heldFen === 0n
      ? { label: text('expires'), value: words.moment(order.expiresAt) }
      : null,
    granted
      ? {
          label: text('package'),
          value: <PackageText order={order} granted={granted} family={family} words={words} />,
        }
      : null,
    card
      ? {
          label: text('card'),
          value: text('cardLeft', {
            number: formatCode(card.number),
            left: formatMoney(card.balanceFen),
            face: formatMoney(card.faceFen),
          }),
        }
      : null,
  ]
  return <FactsList ruled align="left" facts={facts.filter((fact) => fact !== null)} />
}

/** How much of it, and what one costs; a top-up's amount says everything. */
export async function countedFacts(order: OrderView): Promise<Fact[]> {
  if (order.kind === 'top-up') return []
  const [text, words] = await Promise.all([getTranslations('order'), orderWords()])
  if (order.kind === 'card')
    return [
      { label: text('quantity'), value: words.countText(order.quantity, order.unitZh) },
      { label: text('face'), value: <MoneyText amount={order.unitPriceFen} /> },
    ]
  return [
    { label: text('quantity'), value: words.unitsText(unitsOf(order.quantity), order.unitZh) },
    { label: text('unitPrice'), value: words.unitPriceText(order.unitPriceFen, order.unitZh) },
  ]
}

type PackageTextProps = Omit<OrderFactsProps, 'card'> & { words: OrderWords }

async function PackageText({ order, granted, family, words }: PackageTextProps) {
  if (!granted) return null
  const sentence = (await getTranslations('order'))('packageLeft', {
    left: words.unitsText(granted.remainingUnits, order.unitZh),
    units: words.unitsText(granted.units, order.unitZh),
    until: formatEndOfValidity(granted.expiresAt),
  })
  if (!family) return sentence
  return (
    <a className="link" href={`/resources/${family}`}>
      {sentence}
    </a>
  )
}
