import type { Metadata } from 'next'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { ListFrame } from '@/components/table/list-frame'
import { QueueKeys } from '@/components/table/queue-keys'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import type { StaffActor } from '@/lib/auth/actor'
import { requireStaff } from '@/lib/auth/guards'
import {
  countOpenTransfers,
  listDecidedTransfers,
  listTransferQueue,
} from '@/lib/billing/transfer/transfer.queries'
import { PAGE_SIZE } from '@/lib/command/page'
import { addressOf, cursorParam, textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { decidedColumns, queueColumns } from './transfer-columns'
import { Decided, TRANSFERS } from './transfer-words'

type Props = { searchParams: Promise<SearchParams> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('transfers') }
}

export default async function TransfersPage({ searchParams }: Props) {
  const actor = await requireStaff('admin.transfers.read')
  const params = await searchParams
  const tab = wordParam(params, 'tab', ['decided']) ?? 'open'
  const [admin, text, labels, open] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.transferList'),
    listLabels(),
    countOpenTransfers(actor),
  ])
  return (
    <>
      <PageHeader
        title={admin('transfers')}
        labels={labels.header}
        facts={open.overdue > 0 ? text('overdue', { count: open.overdue }) : text('lead')}
      />
      <Decided actor={actor} id={textParam(params, 'done')} />
      <Tabs
        label={text('tabs')}
        tabs={[
          { href: TRANSFERS, label: text('open'), current: tab === 'open', count: open.count },
          { href: `${TRANSFERS}?tab=decided`, label: text('decided'), current: tab === 'decided' },
        ]}
      />
      {tab === 'open' ? <Queue actor={actor} params={params} /> : <History actor={actor} params={params} />}
    </>
  )
}

type ListProps = { actor: StaffActor; params: SearchParams }

async function Queue({ actor, params }: ListProps) {
  const search = textParam(params, 'search')
  const queue = await listTransferQueue(actor, search)
  const [admin, text, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.transferList'),
    listLabels(),
  ])
  return (
    <>
      <ListFrame
        caption={admin('transfers')}
        labels={labels}
        path={TRANSFERS}
        filters={{
          search: { name: 'search', label: text('search'), value: search ?? '' },
          count: text('count', { count: queue.rows.length }),
        }}
        filtered={search !== undefined}
        columns={await queueColumns(queue.now, search)}
        rows={queue.rows}
        rowKey={(row) => row.id}
        page={{ newer: null, older: null }}
        turn={() => TRANSFERS}
        noneTitle={text('noneTitle')}
        empty={<EmptyState title={text('emptyTitle')}>{text('empty')}</EmptyState>}
      />
      {queue.rows.length > 0 ? (
        <div className="mt-4">
          <QueueKeys labels={{ move: text('keyMove'), open: text('keyOpen'), search: text('keySearch') }} />
        </div>
      ) : null}
    </>
  )
}

async function History({ actor, params }: ListProps) {
  const [search, cursor] = [textParam(params, 'search'), cursorParam(params)]
  const page = await listDecidedTransfers(actor, { search, cursor })
  const [admin, text, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.transferList'),
    listLabels(),
  ])
  return (
    <ListFrame
      caption={admin('transfers')}
      labels={labels}
      path={`${TRANSFERS}?tab=decided`}
      filters={{
        search: { name: 'search', label: text('search'), value: search ?? '' },
        count: page.count > 1000 ? text('countMore') : text('count', { count: page.count }),
        hidden: { tab: 'decided' },
      }}
      filtered={search !== undefined || cursor !== null}
      columns={await decidedColumns()}
      rows={page.rows}
      rowKey={(row) => row.id}
      page={page}
      turn={(to) => addressOf(TRANSFERS, { tab: 'decided', search, cursor: to })}
      aside={labels.perPage(PAGE_SIZE)}
      noneTitle={text('noneTitle')}
      empty={<EmptyState title={text('noDecidedTitle')}>{text('noDecided')}</EmptyState>}
    />
  )
}
