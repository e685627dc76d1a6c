import { getTranslations } from 'next-intl/server'
import type { SuspenseReason } from '@/lib/billing/payment/payment.rules'
import { listSuspense } from '@/lib/billing/payment/suspense.queries'
import { wordParam } from '@/lib/web/search-params'
import { PaymentList, sharedFilter, type TabProps } from './payment-list'
import { suspenseColumns } from './suspense-columns'

const REASONS = [
  'unknown-number',
  'wrong-amount',
  'wrong-seller',
  'wrong-app',
  'wrong-currency',
  'order-already-paid',
  'order-cancelled',
] as const satisfies readonly SuspenseReason[]

export async function SuspenseList({ actor, params }: TabProps) {
  const filter = sharedFilter(params)
  const reason = wordParam(params, 'status', REASONS)
  const [column, text, words, page] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('admin.paymentList'),
    getTranslations('admin.suspenseReason'),
    listSuspense(actor, { ...filter, reason }),
  ])
  return (
    <PaymentList
      tab="suspense"
      page={page}
      columns={await suspenseColumns()}
      filter={filter}
      status={{
        label: column('reason'),
        value: reason ?? '',
        options: REASONS.map((value) => ({ value, label: words(value) })),
      }}
      countText={text('suspenseCount', { count: page.count })}
    />
  )
}
