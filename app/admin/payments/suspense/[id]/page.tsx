import type { Metadata } from 'next'
import { cache } from 'react'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { orderWords } from '@/app/(portal)/orders/order-words'
import { StatusBadge } from '@/components/billing/status-badge'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { listAttemptNotices } from '@/lib/billing/payment/notice.queries'
import { getSuspense, type SuspenseView } from '@/lib/billing/payment/suspense.queries'
import { formatMoney } from '@/lib/web/format'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { ToldCard } from '../../[id]/told-card'
import { pageOf } from '../../find-page'
import { Proposal } from './proposal'
import { SuspenseDecision } from './suspense-decision'
import { SuspenseFacts } from './suspense-facts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const entry = await entryAt((await params).id)
  return { title: (await getTranslations('admin.suspense'))('title', { number: entry.outTradeNo }) }
}

export default async function AdminSuspensePage({ params, searchParams }: Props) {
  const actor = await requireStaff('admin.payments.read')
  const entry = await entryAt((await params).id)
  const [text, notices] = await Promise.all([
    getTranslations('admin.suspense'),
    listAttemptNotices(actor, entry.outTradeNo),
  ])
  const query = await searchParams
  return (
    <>
      <Heading entry={entry} />
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-2 lg:items-start">
        <div className="min-w-0">
          <Section title={text('section')}>
            <SuspenseFacts entry={entry} />
          </Section>
          {entry.proposed ? (
            <Section title={text('proposal')}>
              <Proposal entry={entry} proposed={entry.proposed} />
            </Section>
          ) : null}
        </div>
        <div className="min-w-0">
          <Section title={text('told')}>
            <div className="flex flex-col gap-4">
              {notices.map((notice) => (
                <ToldCard key={notice.id} notice={notice} />
              ))}
            </div>
          </Section>
        </div>
      </div>
      {staffMay(actor, 'admin.refunds.decide') ? (
        <SuspenseDecision
          actor={actor}
          entry={entry}
          refunds={textParam(query, 'do') === 'refund'}
          startsRejecting={textParam(query, 'reject') !== undefined}
        />
      ) : null}
    </>
  )
}

async function Heading({ entry }: { entry: SuspenseView }) {
  const [admin, text, list, reason, status, words, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.suspense'),
    getTranslations('admin.paymentList'),
    getTranslations('admin.suspenseReason'),
    getTranslations('words.suspenseStatus'),
    orderWords(),
    listLabels(),
  ])
  return (
    <PageHeader
      title={text('title', { number: entry.outTradeNo })}
      crumbs={[
        { href: '/admin/payments', label: admin('payments') },
        { href: '/admin/payments?tab=suspense', label: list('suspense') },
        { label: entry.outTradeNo },
      ]}
      badge={
        <StatusBadge of="suspense" status={entry.status}>
          {status(entry.status)}
        </StatusBadge>
      }
      facts={[reason(entry.reason), formatMoney(entry.amountFen), words.channelText(entry.channel)].join(
        ' · ',
      )}
      labels={labels.header}
    />
  )
}

/** The entry at an address, once per request. */
const entryAt = cache(async (id: string): Promise<SuspenseView> => {
  const actor = await requireStaff('admin.payments.read')
  return pageOf(id, (known) => getSuspense(actor, known))
})
