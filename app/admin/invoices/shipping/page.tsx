import type { Metadata } from 'next'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { DataTable } from '@/components/table/data-table'
import { QueueKeys } from '@/components/table/queue-keys'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { listShippingQueue } from '@/lib/billing/invoice/application-queue.queries'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { DoneNote } from '../../done-note'
import { applicationColumns } from '../application-columns'
import { dueColumn } from '../due-column'
import { QueueTabs } from '../queue-tabs'
import { ShipSeveral } from './ship-several'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.invoice'))('shipping') }
}

/** Paper that is issued and not with the courier yet, by the day it has to be delivered. */
export default async function ShippingPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireStaff('admin.invoices.read')
  const { rows, now } = await listShippingQueue(actor)
  const [admin, text, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.invoice'),
    listLabels(),
  ])
  const columns = await applicationColumns(actor)
  const shipped = Number(textParam(await searchParams, 'shipped') ?? 0)
  const place = {
    key: 'place',
    header: text('shipTo'),
    wide: true,
    cell: (row: (typeof rows)[number]) => row.region,
  }
  const due = await dueColumn<(typeof rows)[number]>(actor, now)
  return (
    <>
      <PageHeader title={admin('invoices')} labels={labels.header} />
      <QueueTabs current="shipping" />
      {shipped > 0 ? <DoneNote>{text('shipped', { count: shipped })}</DoneNote> : null}
      <DataTable
        caption={text('shipping')}
        columns={[
          ...columns.filter(({ key }) => key !== 'status' && key !== 'at').slice(0, -1),
          place,
          due,
          ...columns.slice(-1),
        ]}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text('nothingToShip')}>{text('nothingToShipText')}</EmptyState>}
      />
      {rows.length > 0 ? (
        <div className="mt-4">
          <QueueKeys
            items=".data-table .k-number a"
            labels={{ move: text('keys.move'), open: text('keys.open') }}
          />
        </div>
      ) : null}
      {rows.length > 1 && staffMay(actor, 'admin.invoices.decide') ? (
        <ShipSeveral numbers={rows.slice(0, 10).map(({ number }) => number)} />
      ) : null}
    </>
  )
}
