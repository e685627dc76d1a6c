import type { FilterBarProps } from '@/components/table/filter-bar'
import type { MemberActor, StaffActor } from '@/lib/auth/actor'
import { listSoldProducts } from '@/lib/billing/catalog/catalog.queries'
import { TOP_UP_PRODUCT } from '@/lib/billing/catalog/catalog.rules'
import { orderLife } from '@/lib/billing/order/order.rules'
import { getTranslations } from '@/lib/web/translations'
import { policyInForce, soldProducts } from '../asked-once'
import { pageWords } from '../page-words'
import { listLabels } from './list-labels'
import type { SetFilters } from './order-filter'

export type OrderedProduct = { productCode: string; label: string }

/** What a list of orders may be filtered by: the packages, and balance and cards where the policy has a wallet. */
export async function orderedProducts(actor: MemberActor | StaffActor): Promise<OrderedProduct[]> {
  const [sold, { wallet }, kind, words] = await Promise.all([
    actor.kind === 'member' ? soldProducts(actor) : listSoldProducts(actor),
    policyInForce(actor),
    getTranslations('words.orderKind'),
    pageWords(),
  ])
  return [
    ...(wallet ? [{ productCode: TOP_UP_PRODUCT, label: kind('top-up') }] : []),
    ...sold
      .filter((product) => wallet || product.kind === 'package')
      .map((product) => ({ productCode: product.productCode, label: words.nameOf(product) })),
  ]
}

export type OrderFiltersProps = { set: SetFilters; products: readonly OrderedProduct[]; count: number }

/** The filters above a list of orders, the portal's and the back office's. */
export async function orderFilters({ set, products, count }: OrderFiltersProps) {
  const [orders, status, labels] = await Promise.all([
    getTranslations('orders'),
    getTranslations('words.orderStatus'),
    listLabels(),
  ])
  return {
    search: { name: 'search', label: orders('search'), value: set.search ?? '' },
    selects: [
      {
        name: 'status',
        label: orders('status'),
        value: set.status ?? '',
        allLabel: labels.all,
        options: orderLife.states.map((value) => ({ value, label: status(value) })),
      },
      {
        name: 'product',
        label: orders('product'),
        value: set.productCode ?? '',
        allLabel: labels.all,
        options: products.map(({ productCode, label }) => ({ value: productCode, label })),
      },
    ],
    dates: [
      { name: 'from', label: orders('from'), type: 'date', value: set.from ?? '' },
      { name: 'to', label: orders('to'), type: 'date', value: set.to ?? '' },
    ],
    count: count > 1000 ? orders('countMore') : orders('count', { count }),
  } satisfies Partial<FilterBarProps>
}
