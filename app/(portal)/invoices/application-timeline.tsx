import { lookOf } from '@/components/billing/status-badge'
import { Card } from '@/components/ui/card'
import { Timeline, type TimelineEntry } from '@/components/ui/timeline'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import { isElectronic } from '@/lib/billing/invoice/kind.rules'
import { formatEndOfValidity, formatInstant } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { invoiceWords } from './invoice-words'

/** What a customer's own people do. */
const theirs: readonly string[] = ['submit', 'withdraw', 'cancel-return']

type TimelineProps = {
  application: ApplicationView
  /** The office's people are named to the office alone. */
  named?: boolean
}

/** What happened to an application, newest first, below what comes next. */
export async function ApplicationTimeline({ application, named = false }: TimelineProps) {
  const [text, list, { locale }] = await Promise.all([
    getTranslations('invoices'),
    getTranslations('list'),
    invoiceWords(),
  ])
  const entries = [...application.events].reverse().map((event, position): TimelineEntry => {
    const [tone, icon] = lookOf('application', event.status)
    return {
      tone: position === 0 || tone === 'good' ? tone : 'idle',
      icon: icons[event.verb] ?? icon,
      title: text(`verb.${event.verb}`),
      moment: formatInstant(event.at, locale),
      note: [named || theirs.includes(event.verb) ? event.byName : null, event.detail]
        .filter((part) => part !== null)
        .join(' · '),
    }
  })
  const next = await nextStep(application, named)
  return (
    <Card title={text('timeline')}>
      <Timeline entries={next ? [next, ...entries] : entries} />
      <p className="mt-4 text-12 text-text-3">{list('zone')}</p>
    </Card>
  )
}

/** Where the step says more than the state it led to. */
const icons: Partial<Record<ApplicationView['events'][number]['verb'], TimelineEntry['icon']>> = {
  submit: 'send',
  send: 'mail',
}

/** What is waited for and until when, which is pressing for the office; of a return its correction tells. */
async function nextStep(application: ApplicationView, presses: boolean): Promise<TimelineEntry | null> {
  const text = await getTranslations('invoices')
  const { status, kind, dueAt, deliveryDueAt, now } = application
  const due = (at: Date) => (
    <span className={presses && at < now ? 'font-semibold text-bad' : ''}>
      {text(at < now ? 'wasDue' : 'due', { moment: formatEndOfValidity(at) })}
    </span>
  )
  const step = (icon: TimelineEntry['icon'], title: string, at: Date): TimelineEntry => ({
    ...{ tone: 'idle', icon, title, next: true },
    note: due(at),
  })
  if (status === 'under-review') return step('hourglass', text('nextStep.review'), dueAt)
  if (status === 'issuing' || status === 'issue-failed') return step('check', text('nextStep.issue'), dueAt)
  if (status === 'issued' && !isElectronic(kind))
    return step('truck', text('nextStep.ship'), deliveryDueAt ?? dueAt)
  return null
}
