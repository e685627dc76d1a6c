import { lookOf } from '@/components/billing/status-badge'
import type { IconName } from '@/components/ui/icon'
import { Timeline, type TimelineEntry } from '@/components/ui/timeline'
import type { RefundView } from '@/lib/billing/payment/refund.queries'
import { isLive } from '@/lib/billing/payment/refund.rules'
import { getTranslations } from '@/lib/web/translations'
import { refundWords } from '../../refund-words'

type Step = { at: Date | null; title: string; icon: IconName; note?: string | undefined; good?: boolean }

/** What became of the refund, newest first, and above it what comes next. */
export async function RefundHistory({ refund }: { refund: RefundView }) {
  const [text, words] = await Promise.all([getTranslations('admin.refund'), refundWords()])
  const declined = refund.status === 'declined'
  const eyes = refund.fourEyes === 'waived' ? text('waivedShort') : null
  const steps: Step[] = [
    {
      at: refund.doneAt,
      title: text('doneStep'),
      icon: 'check',
      note: words.routeText(refund.route),
      good: true,
    },
    { at: refund.sentAt, title: text('sentStep'), icon: 'undo2' },
    {
      at: refund.decidedAt,
      title: text(declined ? 'declinedStep' : 'approvedStep'),
      icon: declined ? 'x' : 'check',
      note: [refund.decidedByName, eyes].filter(Boolean).join(' · '),
    },
    {
      at: refund.at,
      title: text('openedStep'),
      icon: 'receiptText',
      note: refund.requestedByName ?? text('bySystem'),
    },
  ]
  const reached = steps.flatMap(({ at, good, note, ...step }): (TimelineEntry & { at: Date })[] =>
    at
      ? [
          {
            ...step,
            at,
            tone: good ? 'good' : 'idle',
            moment: words.tableMoment(at),
            ...(note ? { note } : {}),
          },
        ]
      : [],
  )
  // A diverted refund is decided about after it was sent.
  reached.sort((a, b) => b.at.getTime() - a.at.getTime())
  const next: TimelineEntry[] = isLive(refund.status)
    ? [{ tone: 'idle', icon: lookOf('refund', refund.status)[1], next: true, title: text(nextKey(refund)) }]
    : []
  return <Timeline entries={[...next, ...reached]} />
}

function nextKey({ status, route, payeeAccount }: RefundView) {
  if (status === 'requested') return route === 'bank' && !payeeAccount ? 'nextPayee' : 'nextDecision'
  if (status === 'approved') return route === 'bank' ? 'nextPayout' : 'nextSend'
  return status === 'abnormal' ? 'nextHelp' : 'nextAnswer'
}
