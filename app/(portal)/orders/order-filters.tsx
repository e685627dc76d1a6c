import { getTranslations } from 'next-intl/server'
import { FilterBar } from '@/components/table/filter-bar'
import type { ResourceFamily } from '@/lib/billing/catalog/catalog.queries'
import type { OrderFilter } from '@/lib/billing/order/order.queries'
import { orderLife } from '@/lib/billing/order/order.rules'
import { pageWords } from '../page-words'
import { listLabels } from './list-labels'

export const ORDERS = '/orders'

export type SetFilters = Omit<OrderFilter, 'cursor'>

export type OrderFiltersProps = {
  set: SetFilters
  families: readonly ResourceFamily[]
  /** Whether something is set that can be cleared. */
  filtered: boolean
  count: number
}

export async function OrderFilters({ set, families, filtered, count }: OrderFiltersProps) {
  const [orders, status, words, labels] = await Promise.all([
    getTranslations('orders'),
    getTranslations('words.orderStatus'),
    pageWords(),
    listLabels(),
  ])
  return (
    <FilterBar
      action={ORDERS}
      label={labels.filters}
      applyLabel={labels.apply}
      search={{ name: 'search', label: orders('search'), value: set.search ?? '' }}
      selects={[
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
          options: families.map((family) => ({ value: family.productCode, label: words.nameOf(family) })),
        },
      ]}
      dates={[
        { name: 'from', label: orders('from'), type: 'date', value: set.from ?? '' },
        { name: 'to', label: orders('to'), type: 'date', value: set.to ?? '' },
      ]}
      clear={filtered ? { href: ORDERS, label: labels.clear } : undefined}
      count={count > 1000 ? orders('countMore') : orders('count', { count })}
    />
  )
}
