import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { StatusBadge } from '@/components/billing/status-badge'
import { QueueAside, QueueSteps } from '@/components/table/queue-aside'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { listTransferQueue } from '@/lib/billing/transfer/transfer.queries'
import { getTransfer, type TransferView } from '@/lib/billing/transfer/transfer-view.queries'
import { transferLife } from '@/lib/billing/transfer/transfer.rules'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { formatMoney } from '@/lib/web/format'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { Decided, transferQueue, TRANSFERS } from '../transfer-words'
import { Decision } from './decision'
import { OrderCard } from './order-card'
import { Outcome } from './outcome'
import { VoucherCard } from './voucher-card'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { order } = await transferAt((await params).id)
  return { title: (await getTranslations('admin.transfer'))('title', { number: order.number }) }
}

export default async function TransferPage({ params, searchParams }: Props) {
  const actor = await requireStaff('admin.transfers.read')
  const view = await transferAt((await params).id)
  const query = await searchParams
  const search = textParam(query, 'search')
  const queue = await listTransferQueue(actor, search)
  const { transfer } = view
  const { aside, steps } = await transferQueue(queue, { search, current: transfer.id })
  return (
    <div className="xl:grid xl:grid-cols-[300px_minmax(0,1fr)] xl:gap-x-7">
      <QueueAside {...aside} />
      <div className="min-w-0">
        <Heading view={view} />
        <QueueSteps {...steps} />
        <Decided actor={actor} id={textParam(query, 'done')} />
        <div className="grid gap-x-6 gap-y-7 md:grid-cols-2 md:items-start">
          <VoucherCard voucher={view.voucher} />
          <OrderCard view={view} />
        </div>
        {transferLife.can('reject', transfer.status) ? (
          <Decision
            key={`${transfer.id} ${transfer.status}`}
            actor={actor}
            view={view}
            again={textParam(query, 'again') !== undefined}
            rejecting={textParam(query, 'reject') !== undefined}
          />
        ) : (
          <Outcome view={view} />
        )}
      </div>
    </div>
  )
}

async function Heading({ view }: { view: TransferView }) {
  const [admin, text, status, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.transfer'),
    getTranslations('words.transferStatus'),
    listLabels(),
  ])
  const { transfer, order, account } = view
  return (
    <PageHeader
      title={formatMoney(transfer.receivedFen ?? transfer.claimedFen)}
      crumbs={[{ href: TRANSFERS, label: admin('transfers') }, { label: order.number }]}
      badge={
        <StatusBadge of="transfer" status={transfer.status}>
          {status(transfer.status)}
        </StatusBadge>
      }
      facts={text('facts', { account: account.name, number: order.number })}
      labels={labels.header}
    />
  )
}

/** The transfer at an address, once per request; the page for what does not exist otherwise. */
const transferAt = cache(async (id: string): Promise<TransferView> => {
  const actor = await requireStaff('admin.transfers.read')
  if (!isId(id)) notFound()
  try {
    return await getTransfer(actor, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
})
