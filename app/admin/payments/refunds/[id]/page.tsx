import type { Metadata } from 'next'
import { cache } from 'react'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { StatusBadge } from '@/components/billing/status-badge'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { getRefund, type RefundView } from '@/lib/billing/payment/refund.queries'
import { formatMoney } from '@/lib/web/format'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { pageOf } from '../../find-page'
import { refundWords } from '../../refund-words'
import { RefundCorrections } from './refund-corrections'
import { RefundDecision } from './refund-decision'
import { OrderEvidence, RefundFacts } from './refund-facts'
import { RefundHistory } from './refund-history'
import { RefundNote } from './refund-note'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const refund = await refundAt((await params).id)
  return { title: (await getTranslations('admin.refund'))('title', { number: refund.number }) }
}

export default async function AdminRefundPage({ params, searchParams }: Props) {
  const actor = await requireStaff('admin.payments.read')
  const refund = await refundAt((await params).id)
  const text = await getTranslations('admin.refund')
  return (
    <>
      <Heading refund={refund} />
      <RefundNote refund={refund} />
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,1fr)_312px] lg:items-start">
        <div className="min-w-0">
          <Section title={text('section')}>
            <RefundFacts refund={refund} />
          </Section>
          <RefundCorrections actor={actor} refundId={refund.id} />
          {refund.orderId ? <OrderEvidence actor={actor} orderId={refund.orderId} /> : null}
        </div>
        <Card title={text('history')}>
          <RefundHistory refund={refund} />
        </Card>
      </div>
      {staffMay(actor, 'admin.refunds.decide') ? (
        <RefundDecision
          actor={actor}
          refund={refund}
          startsRejecting={textParam(await searchParams, 'reject') !== undefined}
        />
      ) : null}
    </>
  )
}

async function Heading({ refund }: { refund: RefundView }) {
  const [admin, text, list, words, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.refund'),
    getTranslations('admin.paymentList'),
    refundWords(),
    listLabels(),
  ])
  return (
    <PageHeader
      title={text('title', { number: refund.number })}
      crumbs={[
        { href: '/admin/payments', label: admin('payments') },
        { href: '/admin/payments?tab=refunds', label: list('refunds') },
        { label: refund.number },
      ]}
      badge={
        <StatusBadge of="refund" status={refund.status}>
          {words.statusText(refund.status)}
        </StatusBadge>
      }
      facts={[refund.accountName, formatMoney(refund.amountFen), words.reasonText(refund.reason)]
        .filter(Boolean)
        .join(' · ')}
      labels={labels.header}
    />
  )
}

/** The refund at an address, once per request. */
const refundAt = cache(async (id: string): Promise<RefundView> => {
  const actor = await requireStaff('admin.payments.read')
  return pageOf(id, (known) => getRefund(actor, known))
})
