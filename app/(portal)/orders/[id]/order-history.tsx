import { getTranslations } from 'next-intl/server'
import { DueText } from '@/components/billing/due-text'
import { lookOf } from '@/components/billing/status-badge'
import { Timeline, type TimelineEntry } from '@/components/ui/timeline'
import type { OrderEvent, OrderView } from '@/lib/billing/order/order.queries'
import { orderLife } from '@/lib/billing/order/order.rules'
import { orderWords, type OrderWords } from '../order-words'

/** Newest first; while payment is awaited, what comes next stands above with its due date. */
export async function OrderHistory({ order, now }: { order: OrderView; now: Date }) {
  const [text, words] = await Promise.all([getTranslations('order'), orderWords()])
  const reached = [...order.events].reverse().map((event, position): TimelineEntry => {
    const look = event.verb === 'place' ? 'receiptText' : lookOf('order', event.status)[1]
    return {
      tone: position === 0 && event.verb === 'settle' ? 'good' : 'idle',
      icon: look,
      title: text(`event.${event.verb}`),
      moment: words.tableMoment(event.at),
      note: noteOf(event, words, text('expireNote')),
    }
  })
  const next: TimelineEntry[] = orderLife.can('start-payment', order.status)
    ? [
        {
          tone: 'idle',
          icon: 'hourglass',
          next: true,
          title: text('next'),
          moment: <DueText due={order.expiresAt} now={now} locale={words.locale} />,
          note: text('nextDue', { moment: words.moment(order.expiresAt) }),
        },
      ]
    : []
  return <Timeline entries={[...next, ...reached]} />
}

/** Who did it and through which channel; what the system did by itself names nobody. */
function noteOf(event: OrderEvent, words: OrderWords, expired: string): string | undefined {
  if (event.verb === 'expire') return expired
  const parts = [event.channel === null ? null : words.channelText(event.channel), event.userName]
  return parts.filter((part) => part !== null).join(' · ') || undefined
}
