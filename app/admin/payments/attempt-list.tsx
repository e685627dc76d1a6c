import { listAttempts } from '@/lib/billing/payment/payment.queries'
import { wordParam } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { accountAttemptColumns } from './attempt-columns'
import { PaymentList, sharedFilter, type TabProps } from './payment-list'

const STATUSES = ['open', 'settled', 'closed'] as const

export async function AttemptList({ actor, params }: TabProps) {
  const filter = sharedFilter(params)
  const status = wordParam(params, 'status', STATUSES)
  const [column, text, words, page] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('admin.paymentList'),
    getTranslations('words.attemptStatus'),
    listAttempts(actor, { ...filter, status }),
  ])
  return (
    <PaymentList
      tab="attempts"
      page={page}
      columns={await accountAttemptColumns()}
      filter={filter}
      status={{
        label: column('status'),
        value: status ?? '',
        options: STATUSES.map((value) => ({ value, label: words(value) })),
      }}
      countText={text('attemptCount', { count: page.count })}
    />
  )
}
