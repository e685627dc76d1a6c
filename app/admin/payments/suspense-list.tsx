import type { SuspenseReason } from '@/lib/billing/payment/payment.rules'
import { listSuspense, listSuspenseQueue } from '@/lib/billing/payment/suspense.queries'
import { wordParam } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { PaymentList, PaymentQueue, sharedFilter, type TabProps } from './payment-list'
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
  const filtered = [filter.search, filter.channel, filter.cursor, reason].some(Boolean)
  const [column, text, words, page, queue, columns] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('admin.paymentList'),
    getTranslations('admin.suspenseReason'),
    listSuspense(actor, { ...filter, reason }),
    filtered ? [] : listSuspenseQueue(actor),
    suspenseColumns(),
  ])
  return (
    <>
      <PaymentQueue
        title={text('suspenseQueue')}
        columns={columns}
        rows={queue}
        below={text('allSuspense')}
      />
      <PaymentList
        tab="suspense"
        page={page}
        columns={columns}
        filter={filter}
        status={{
          label: column('reason'),
          value: reason ?? '',
          options: REASONS.map((value) => ({ value, label: words(value) })),
        }}
        countText={text('suspenseCount', { count: page.count })}
      />
    </>
  )
}
