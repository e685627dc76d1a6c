import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { currentLocale } from '@/lib/web/preferences'
import { DataTable } from '@/components/table/data-table'
import { FilterBar, type FilterSelect } from '@/components/table/filter-bar'
import { Pager } from '@/components/table/pager'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { listPackageFamilies, type ResourceFamily } from '@/lib/billing/catalog/catalog.queries'
import { listAllOrders } from '@/lib/billing/order/order.queries'
import { orderLife } from '@/lib/billing/order/order.rules'
import { PAGE_SIZE } from '@/lib/command/page'
import {
  addressOf,
  cursorParam,
  dayParam,
  textParam,
  wordParam,
  type SearchParams,
} from '@/lib/web/search-params'
import { orderColumns } from './order-columns'

const PATH = '/admin/orders'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('orders') }
}

export default async function AdminOrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireStaff('admin.orders.read')
  const families = await listPackageFamilies(actor)
  const { cursor, ...set } = filterOf(await searchParams, families)
  const page = await listAllOrders(actor, { ...set, cursor })
  const [admin, text, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.orderList'),
    listLabels(),
  ])
  const filtered = cursor !== null || Object.values(set).some((value) => value !== undefined)
  const { productCode, ...rest } = set
  const turn = (to: string | null) =>
    to ? addressOf(PATH, { ...rest, product: productCode, cursor: to }) : undefined
  return (
    <>
      <PageHeader title={admin('orders')} labels={labels.header} />
      <FilterBar
        action={PATH}
        label={labels.filters}
        applyLabel={labels.apply}
        search={{ name: 'search', label: text('search'), value: set.search ?? '' }}
        selects={await selectsOf(set, families)}
        dates={[
          { name: 'from', label: text('from'), type: 'date', value: set.from ?? '' },
          { name: 'to', label: text('to'), type: 'date', value: set.to ?? '' },
        ]}
        clear={filtered ? { href: PATH, label: labels.clear } : undefined}
        count={page.count > 1000 ? text('countMore') : text('count', { count: page.count })}
      />
      <DataTable
        caption={admin('orders')}
        columns={await orderColumns()}
        rows={page.rows}
        rowKey={(row) => row.id}
        empty={
          filtered ? (
            <EmptyState
              title={text('noneTitle')}
              action={<ButtonLink href={PATH}>{labels.clear}</ButtonLink>}
            />
          ) : (
            <EmptyState title={text('emptyTitle')}>{text('empty')}</EmptyState>
          )
        }
      />
      {page.rows.length > 0 ? (
        <Pager
          newer={turn(page.newer)}
          older={turn(page.older)}
          labels={labels.pager}
          note={labels.zone}
          aside={labels.perPage(PAGE_SIZE)}
        />
      ) : null}
    </>
  )
}

function filterOf(params: SearchParams, families: readonly ResourceFamily[]) {
  return {
    search: textParam(params, 'search'),
    status: wordParam(params, 'status', orderLife.states),
    productCode: wordParam(
      params,
      'product',
      families.map((family) => family.productCode),
    ),
    from: dayParam(params, 'from'),
    to: dayParam(params, 'to'),
    cursor: cursorParam(params),
  }
}

type Chosen = Pick<ReturnType<typeof filterOf>, 'status' | 'productCode'>

async function selectsOf(set: Chosen, families: readonly ResourceFamily[]): Promise<FilterSelect[]> {
  const [column, status, labels, locale] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('words.orderStatus'),
    listLabels(),
    currentLocale(),
  ])
  return [
    {
      name: 'status',
      label: column('status'),
      value: set.status ?? '',
      allLabel: labels.all,
      options: orderLife.states.map((value) => ({ value, label: status(value) })),
    },
    {
      name: 'product',
      label: column('product'),
      value: set.productCode ?? '',
      allLabel: labels.all,
      options: families.map((family) => ({
        value: family.productCode,
        label: locale === 'en' ? family.nameEn : family.nameZh,
      })),
    },
  ]
}
