import { DueText } from '@/components/billing/due-text'
import { lookOf } from '@/components/billing/status-badge'
import { Timeline, type TimelineEntry } from '@/components/ui/timeline'
import type { OrderEvent, OrderView } from '@/lib/billing/order/order.queries'
import { orderLife, outstandingOf } from '@/lib/billing/order/order.rules'
import type { OrderTransfer } from '@/lib/billing/transfer/transfer.queries'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { orderWords, type OrderWords } from '../order-words'

export type OrderHistoryProps = { order: OrderView; now: Date; transfer?: OrderTransfer | undefined }

/** Newest first; while something is awaited, what comes next stands above with its due date. */
export async function OrderHistory({ order, now, transfer }: OrderHistoryProps) {
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
  const next = nextOf({ order, now, transfer }, text, words)
  return <Timeline entries={[...(next ? [next] : []), ...reached]} />
}

type Text = Awaited<ReturnType<typeof getTranslations<'order'>>>

/** The customer's payment, the rest of it, or finance's answer; null where nothing more is to come. */
function nextOf(
  { order, now, transfer }: OrderHistoryProps,
  text: Text,
  words: OrderWords,
): TimelineEntry | null {
  const due = (at: Date) => <DueText due={at} now={now} locale={words.locale} />
  const shared = { tone: 'idle', icon: 'hourglass', next: true } as const
  if (order.status === 'awaiting-confirmation' && transfer)
    return {
      ...shared,
      title: text('nextConfirmed'),
      moment: due(transfer.dueAt),
      note: text('nextConfirmedNote'),
    }
  if (!orderLife.can('start-payment', order.status)) return null
  if (order.heldFen > 0n)
    return { ...shared, title: text('nextRest'), note: formatMoney(outstandingOf(order)) }
  return {
    ...shared,
    title: text('next'),
    moment: due(order.expiresAt),
    note: text('nextDue', { moment: words.moment(order.expiresAt) }),
  }
}

/** Who did it and through which channel; what the system did by itself names nobody. */
function noteOf(event: OrderEvent, words: OrderWords, expired: string): string | undefined {
  if (event.verb === 'expire') return expired
  const parts = [event.channel === null ? null : words.channelText(event.channel), event.userName]
  return parts.filter((part) => part !== null).join(' · ') || undefined
}
