import type { Metadata } from 'next'
import { ExportLink } from '@/app/(portal)/export-link'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { setFilters, withFilters } from '@/app/(portal)/orders/order-filter'
import { orderedProducts, orderFilters } from '@/app/(portal)/orders/order-filters'
import { ListFrame } from '@/components/table/list-frame'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { listAllOrders } from '@/lib/billing/order/order.queries'
import { PAGE_SIZE } from '@/lib/command/page'
import { cursorParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { orderColumns } from './order-columns'

const PATH = '/admin/orders'
const EXPORT = '/admin/orders/export'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('orders') }
}

export default async function AdminOrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireStaff('admin.orders.read')
  const params = await searchParams
  const products = await orderedProducts(actor)
  const set = setFilters(params, products)
  const cursor = cursorParam(params)
  const page = await listAllOrders(actor, { ...set, cursor })
  const [admin, text, labels, filters] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.orderList'),
    listLabels(),
    orderFilters({ set, products, count: page.count }),
  ])
  return (
    <>
      <PageHeader
        title={admin('orders')}
        labels={labels.header}
        actions={page.rows.length > 0 ? <ExportLink href={withFilters(EXPORT, set)} /> : null}
      />
      <ListFrame
        caption={admin('orders')}
        labels={labels}
        path={PATH}
        filters={{ ...filters, search: { ...filters.search, label: text('search') } }}
        filtered={Object.values(set).some((value) => value !== undefined)}
        beyond={cursor !== null}
        columns={await orderColumns()}
        rows={page.rows}
        rowKey={(row) => row.id}
        page={page}
        turn={(to) => withFilters(PATH, set, to)}
        aside={labels.perPage(PAGE_SIZE)}
        noneTitle={text('noneTitle')}
        empty={<EmptyState title={text('emptyTitle')}>{text('empty')}</EmptyState>}
      />
    </>
  )
}
