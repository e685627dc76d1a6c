import { MoneyText } from '@/components/billing/money-text'
import { WaitingList, type WaitingEntry } from '@/components/billing/waiting-list'
import type { OrderRow } from '@/lib/billing/order/order.queries'
import { outstandingOf } from '@/lib/billing/order/order.rules'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { orderWords } from '../orders/order-words'

const SHOWN = 5

/** What waits for the reader: orders that run out if nobody pays them, the soonest first. `count` are all of them. */
export async function Waiting({ orders, count }: { orders: readonly OrderRow[]; count: number }) {
  const overview = await getTranslations('overview')
  const words = await orderWords()
  const soonestFirst = [...orders].sort((one, other) => one.expiresAt.getTime() - other.expiresAt.getTime())
  const entries: WaitingEntry[] = soonestFirst.slice(0, SHOWN).map((order) => ({
    tone: 'wait',
    icon: 'wallet',
    title: overview('orderWaits', { number: order.number }),
    note:
      order.heldFen > 0n
        ? overview('orderRest', {
            product: words.productText(order),
            received: formatMoney(order.heldFen),
          })
        : overview('orderExpires', {
            product: words.productText(order),
            moment: words.moment(order.expiresAt),
          }),
    amount: <MoneyText amount={outstandingOf(order)} />,
    action: { href: `/orders/${order.id}/pay`, label: overview('payNow') },
  }))
  const more: WaitingEntry = {
    tone: 'wait',
    icon: 'wallet',
    title: overview('moreWait', { count: count - SHOWN }),
    note: overview('moreWaitNote'),
    action: { href: '/orders?status=pending-payment', label: overview('view') },
  }
  return <WaitingList title={overview('waiting')} entries={count > SHOWN ? [...entries, more] : entries} />
}
