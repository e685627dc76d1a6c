import { listRefundQueue, listRefunds } from '@/lib/billing/payment/refund.queries'
import { refundLife } from '@/lib/billing/payment/refund.rules'
import { wordParam } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { PaymentList, PaymentQueue, sharedFilter, type TabProps } from './payment-list'
import { refundColumns } from './refund-columns'
import { refundWords } from './refund-words'

/** What waits for somebody stands first, longest waiting first; below it every refund there was. */
export async function RefundList({ actor, params }: TabProps) {
  const filter = sharedFilter(params)
  const status = wordParam(params, 'status', refundLife.states)
  const filtered = [filter.search, filter.channel, filter.cursor, status].some(Boolean)
  const [column, text, words, page, queue] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('admin.paymentList'),
    refundWords(),
    listRefunds(actor, { ...filter, status }),
    filtered ? [] : listRefundQueue(actor),
  ])
  return (
    <>
      <PaymentQueue
        title={text('refundQueue')}
        columns={await refundColumns({ oldestFirst: true })}
        rows={queue}
        below={text('allRefunds')}
      />
      <PaymentList
        tab="refunds"
        page={page}
        columns={await refundColumns()}
        filter={filter}
        status={{
          label: column('status'),
          value: status ?? '',
          options: refundLife.states.map((value) => ({ value, label: words.statusText(value) })),
        }}
        countText={text('refundCount', { count: page.count })}
      />
    </>
  )
}
