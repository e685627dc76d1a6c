import type { Metadata } from 'next'
import { ListFrame } from '@/components/table/list-frame'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import { listOrders } from '@/lib/billing/order/order.queries'
import { PAGE_SIZE } from '@/lib/command/page'
import { cursorParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { packageFamilies, policyInForce } from '../asked-once'
import { ExportLink } from '../export-link'
import { buyAgainAddress } from './buy-again'
import { listLabels } from './list-labels'
import { orderColumns } from './order-columns'
import { ORDERS, ORDERS_EXPORT, setFilters, withFilters } from './order-filter'
import { orderedProducts, orderFilters } from './order-filters'
import { orderWords } from './order-words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('orders'))('title') }
}

export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireMember()
  const params = await searchParams
  const [families, products, { wallet }] = await Promise.all([
    packageFamilies(actor),
    orderedProducts(actor),
    policyInForce(actor),
  ])
  const set = setFilters(params, products)
  const cursor = cursorParam(params)
  const page = await listOrders(actor, { ...set, cursor })
  const [orders, status, words, labels] = await Promise.all([
    getTranslations('orders'),
    getTranslations('words.orderStatus'),
    orderWords(),
    listLabels(),
  ])
  const filtered = Object.values(set).some((value) => value !== undefined)
  const recharge = memberMay(actor.role, 'orders.place') ? rechargeAddress(families[0]?.family) : null
  const some = page.rows.length > 0
  return (
    <>
      <PageHeader
        title={orders('title')}
        labels={labels.header}
        actions={
          filtered || some ? (
            <>
              {some ? <ExportLink href={withFilters(ORDERS_EXPORT, set)} /> : null}
              {recharge ? <RechargeLink href={recharge} /> : null}
            </>
          ) : null
        }
        {...(recharge && (filtered || some)
          ? { phoneAction: { href: recharge, label: orders('recharge'), icon: 'plus' } }
          : {})}
      />
      <ListFrame
        caption={orders('title')}
        labels={labels}
        path={ORDERS}
        filters={await orderFilters({ set, products, count: page.count })}
        filtered={filtered}
        beyond={cursor !== null}
        columns={orderColumns({
          words,
          orders,
          statusText: status,
          mayPay: memberMay(actor.role, 'orders.pay'),
          buyAgain: (row) => (recharge ? buyAgainAddress({ families, wallet }, row) : null),
        })}
        rows={page.rows}
        rowKey={(row) => row.id}
        page={page}
        turn={(to) => withFilters(ORDERS, set, to)}
        aside={labels.perPage(PAGE_SIZE)}
        noneTitle={orders('noneTitle')}
        empty={<NothingYet recharge={recharge} />}
      />
    </>
  )
}

function rechargeAddress(family: string | undefined): string | null {
  return family ? `/resources/${family}/recharge` : null
}

async function RechargeLink({ href }: { href: string }) {
  return (
    <ButtonLink variant="primary" icon="plus" href={href}>
      {(await getTranslations('orders'))('recharge')}
    </ButtonLink>
  )
}

async function NothingYet({ recharge }: { recharge: string | null }) {
  const orders = await getTranslations('orders')
  return (
    <EmptyState title={orders('emptyTitle')} action={recharge ? <RechargeLink href={recharge} /> : undefined}>
      {orders(recharge ? 'empty' : 'emptyRead')}
    </EmptyState>
  )
}
