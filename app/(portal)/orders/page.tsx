import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DataTable } from '@/components/table/data-table'
import { Pager } from '@/components/table/pager'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import { listPackageFamilies } from '@/lib/billing/catalog/catalog.queries'
import { listOrders } from '@/lib/billing/order/order.queries'
import { orderLife } from '@/lib/billing/order/order.rules'
import { PAGE_SIZE, type Cursor } from '@/lib/command/page'
import {
  addressOf,
  cursorParam,
  dayParam,
  textParam,
  wordParam,
  type SearchParams,
} from '@/lib/web/search-params'
import { buyAgainAddress } from './buy-again'
import { listLabels } from './list-labels'
import { orderColumns } from './order-columns'
import { ORDERS, OrderFilters, type SetFilters } from './order-filters'
import { orderWords } from './order-words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('orders'))('title') }
}

export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireMember()
  const families = await listPackageFamilies(actor)
  const filter = filterOf(
    await searchParams,
    families.map((family) => family.productCode),
  )
  const { cursor, ...set } = filter
  const page = await listOrders(actor, filter)
  const [orders, status, words, labels] = await Promise.all([
    getTranslations('orders'),
    getTranslations('words.orderStatus'),
    orderWords(),
    listLabels(),
  ])
  const filtered = Object.values(set).some((value) => value !== undefined)
  const recharge = memberMay(actor.role, 'orders.place') ? rechargeAddress(families[0]?.family) : null
  const turn = (to: string | null) =>
    to ? addressOf(ORDERS, { ...addressParams(set), cursor: to }) : undefined

  return (
    <>
      <PageHeader
        title={orders('title')}
        labels={labels.header}
        {...(recharge && (filtered || page.rows.length > 0)
          ? {
              actions: (
                <ButtonLink variant="primary" icon="plus" href={recharge}>
                  {orders('recharge')}
                </ButtonLink>
              ),
              phoneAction: { href: recharge, label: orders('recharge'), icon: 'plus' },
            }
          : {})}
      />
      <OrderFilters set={set} families={families} filtered={filtered} count={page.count} />
      <DataTable
        caption={orders('title')}
        columns={orderColumns({
          words,
          orders,
          statusText: status,
          mayPay: memberMay(actor.role, 'orders.pay'),
          buyAgain: (row) => (recharge ? buyAgainAddress(families, row) : null),
        })}
        rows={page.rows}
        rowKey={(row) => row.id}
        empty={filtered || cursor ? <NoMatch /> : <NothingYet recharge={recharge} />}
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

function filterOf(params: SearchParams, products: readonly string[]): SetFilters & { cursor: Cursor | null } {
  return {
    search: textParam(params, 'search'),
    status: wordParam(params, 'status', orderLife.states),
    productCode: wordParam(params, 'product', products),
    from: dayParam(params, 'from'),
    to: dayParam(params, 'to'),
    cursor: cursorParam(params),
  }
}

function addressParams({ productCode, ...rest }: SetFilters) {
  return { ...rest, product: productCode }
}

function rechargeAddress(family: string | undefined): string | null {
  return family ? `/resources/${family}/recharge` : null
}

async function NoMatch() {
  const [orders, labels] = await Promise.all([getTranslations('orders'), listLabels()])
  return (
    <EmptyState title={orders('noneTitle')} action={<ButtonLink href={ORDERS}>{labels.clear}</ButtonLink>} />
  )
}

async function NothingYet({ recharge }: { recharge: string | null }) {
  const orders = await getTranslations('orders')
  return (
    <EmptyState
      title={orders('emptyTitle')}
      action={
        recharge ? (
          <ButtonLink variant="primary" icon="plus" href={recharge}>
            {orders('recharge')}
          </ButtonLink>
        ) : undefined
      }
    >
      {orders(recharge ? 'empty' : 'emptyRead')}
    </EmptyState>
  )
}
