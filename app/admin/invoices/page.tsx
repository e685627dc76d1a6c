import type { Metadata } from 'next'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { DataTable } from '@/components/table/data-table'
import { ListFrame } from '@/components/table/list-frame'
import { QueueKeys } from '@/components/table/queue-keys'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import type { StaffActor } from '@/lib/auth/actor'
import { requireStaff } from '@/lib/auth/guards'
import { listApplicationQueue } from '@/lib/billing/invoice/application-queue.queries'
import { listApplications } from '@/lib/billing/invoice/application.queries'
import { applicationLife } from '@/lib/billing/invoice/application.rules'
import { kinds } from '@/lib/billing/invoice/kind.rules'
import { APPLICATIONS, applicationColumns } from './application-columns'
import { dueColumn } from './due-column'
import { QueueTabs } from './queue-tabs'
import { addressOf, cursorParam, textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('invoices') }
}

export default async function InvoiceQueuePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireStaff('admin.invoices.read')
  const params = await searchParams
  const everything = textParam(params, 'tab') === 'all'
  const [admin, labels] = await Promise.all([getTranslations('admin'), listLabels()])
  return (
    <>
      <PageHeader title={admin('invoices')} labels={labels.header} />
      <QueueTabs current={everything ? 'all' : 'queue'} />
      {everything ? <Everything actor={actor} params={params} /> : <Queue actor={actor} />}
    </>
  )
}

/** What waits for the office, the earliest due first. Paper that is issued waits for the courier. */
async function Queue({ actor }: { actor: StaffActor }) {
  const { rows, now } = await listApplicationQueue(actor)
  const text = await getTranslations('admin.invoice')
  const columns = await applicationColumns(actor)
  // What is due counts here; when it was submitted stands on its page.
  const known = columns.filter(({ key }) => key !== 'at')
  const due = await dueColumn<(typeof rows)[number]>(actor, now)
  return (
    <>
      <DataTable
        caption={text('queue')}
        columns={[...known.slice(0, -1), due, ...known.slice(-1)]}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text('nothing')}>{text('nothingText')}</EmptyState>}
      />
      {rows.length > 0 ? (
        <div className="mt-4">
          <QueueKeys
            items=".data-table .k-number a"
            labels={{ move: text('keys.move'), open: text('keys.open') }}
          />
        </div>
      ) : null}
    </>
  )
}

async function Everything({ actor, params }: { actor: StaffActor; params: SearchParams }) {
  const [text, invoices, labels] = await Promise.all([
    getTranslations('admin.invoice'),
    getTranslations('invoices'),
    listLabels(),
  ])
  const set = {
    search: textParam(params, 'search'),
    status: wordParam(params, 'status', applicationLife.states),
    kind: wordParam(params, 'kind', kinds),
  }
  const cursor = cursorParam(params)
  const page = await listApplications(actor, { ...set, cursor })
  return (
    <ListFrame
      caption={text('all')}
      labels={labels}
      path={`${APPLICATIONS}?tab=all`}
      filters={{
        hidden: { tab: 'all' },
        search: { name: 'search', value: set.search ?? '', label: invoices('search') },
        selects: [
          {
            name: 'status',
            label: invoices('statusLabel'),
            value: set.status ?? '',
            allLabel: labels.all,
            options: applicationLife.states.map((value) => ({ value, label: invoices(`status.${value}`) })),
          },
          {
            name: 'kind',
            label: invoices('kind'),
            value: set.kind ?? '',
            allLabel: labels.all,
            options: kinds.map((value) => ({ value, label: invoices(`kinds.${value}`) })),
          },
        ],
        count: invoices('count', { count: page.count }),
      }}
      filtered={Object.values(set).some((value) => value !== undefined)}
      beyond={cursor !== null}
      columns={await applicationColumns(actor)}
      rows={page.rows}
      rowKey={({ id }) => id}
      page={page}
      turn={(to) => addressOf(APPLICATIONS, { tab: 'all', ...set, cursor: to })}
      noneTitle={invoices('none')}
      empty={<EmptyState title={text('nothing')}>{text('nothingText')}</EmptyState>}
    />
  )
}
