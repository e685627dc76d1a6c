import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { Card } from '@/components/ui/card'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import type { ToldNotice } from '@/lib/billing/payment/notice.queries'
import { formatInstant, formatQuantity } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { NoticeBadge } from '../notice-columns'
import { maskedPayload } from './masked-payload'

/** One thing the channel told: when, what came of it, and what it signed. */
export async function ToldCard({ notice }: { notice: ToldNotice }) {
  const [text, kind, source, words] = await Promise.all([
    getTranslations('admin.payment'),
    getTranslations('admin.noticeKind'),
    getTranslations('admin.noticeSource'),
    orderWords(),
  ])
  const dated = (label: string, at: Date | null): Fact | null =>
    at ? { label, value: formatInstant(at, words.locale, undefined, { seconds: true }) } : null
  const facts: (Fact | null)[] = [
    notice.amountFen === null
      ? null
      : { label: text('amount'), value: <MoneyText amount={notice.amountFen} /> },
    dated(text('happened'), notice.happenedAt),
    dated(text('received'), notice.at),
    dated(text('applied'), notice.appliedAt),
    notice.copies > 1 ? { label: text('copies'), value: formatQuantity(notice.copies) } : null,
    notice.source === 'notice' ? { label: text('noticeId'), value: notice.noticeId } : null,
  ]
  return (
    <Card
      title={text('notice', { source: source(notice.source), kind: kind(notice.kind) })}
      aside={<NoticeBadge outcome={notice.outcome} />}
    >
      <FactsList facts={facts.filter((fact) => fact !== null)} />
      <Payload payload={notice.payload} />
    </Card>
  )
}

async function Payload({ payload }: { payload: string }) {
  const text = await getTranslations('admin.payment')
  const shown = maskedPayload(payload)
  if (shown === null) return <p className="mt-3 text-12 text-text-3">{text('payloadOfQuery')}</p>
  return (
    <details className="mt-3">
      <summary className="link rounded-sm py-1 text-12">{text('payload')}</summary>
      <p className="my-2 text-12 text-text-3">{text('payloadNote')}</p>
      <pre
        tabIndex={0}
        aria-label={text('payload')}
        role="region"
        className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-12"
      >
        {shown}
      </pre>
    </details>
  )
}
