import type { OrderFilter } from '@/lib/billing/order/order.queries'
import { orderLife } from '@/lib/billing/order/order.rules'
import { addressOf, dayParam, textParam, wordParam, type SearchParams } from '@/lib/web/search-params'

export const ORDERS = '/orders'
export const ORDERS_EXPORT = '/orders/export'

export type SetFilters = Omit<OrderFilter, 'cursor'>

/** The filters in an address, which the list and its export share. */
export function setFilters(params: SearchParams, products: readonly { productCode: string }[]): SetFilters {
  return {
    search: textParam(params, 'search'),
    status: wordParam(params, 'status', orderLife.states),
    productCode: wordParam(
      params,
      'product',
      products.map(({ productCode }) => productCode),
    ),
    from: dayParam(params, 'from'),
    to: dayParam(params, 'to'),
  }
}

/** An address with these filters. */
export function withFilters(path: string, set: SetFilters, cursor: string | null = null): string {
  const { search, status, productCode, from, to } = set
  return addressOf(path, { search, status, product: productCode, from, to, cursor })
}
