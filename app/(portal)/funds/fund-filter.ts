import type { FundFilter, FundKind } from '@/lib/billing/ledger/ledger.queries'
import { addressOf, periodParam, textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { CHANNELS } from '../orders/order-words'

export const FUNDS = '/funds'
export const FUNDS_EXPORT = '/funds/export'

/** What a customer's money does; suspense is nobody's yet, so no customer reads of it. */
export const FUND_KINDS = [
  'payment',
  'top-up',
  'card',
  'part-payment',
  'excess',
  'refund',
  'refund-returned',
] as const satisfies readonly FundKind[]

export type SetFilters = Omit<FundFilter, 'cursor'>

/** The filters in an address, which the list and its export share. */
export function setFilters(params: SearchParams): SetFilters {
  return {
    search: textParam(params, 'search'),
    kind: wordParam(params, 'type', FUND_KINDS),
    channel: wordParam(params, 'channel', CHANNELS),
    period: periodParam(params, 'month'),
  }
}

/** An address with these filters. */
export function withFilters(path: string, set: SetFilters, cursor: string | null = null): string {
  const { search, kind, channel, period } = set
  return addressOf(path, { search, type: kind, channel, month: period, cursor })
}
