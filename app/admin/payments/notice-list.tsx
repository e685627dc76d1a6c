import { listNotices, noticeStates } from '@/lib/billing/payment/notice.queries'
import { wordParam } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { noticeColumns } from './notice-columns'
import { PaymentList, sharedFilter, type TabProps } from './payment-list'

export async function NoticeList({ actor, params }: TabProps) {
  const filter = sharedFilter(params)
  const state = wordParam(params, 'status', noticeStates)
  const [column, text, words, page] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('admin.paymentList'),
    getTranslations('admin.noticeState'),
    listNotices(actor, { ...filter, state }),
  ])
  return (
    <PaymentList
      tab="notices"
      page={page}
      columns={await noticeColumns()}
      filter={filter}
      status={{
        label: column('outcome'),
        value: state ?? '',
        options: noticeStates.map((value) => ({ value, label: words(value) })),
      }}
      countText={text('noticeCount', { count: page.count })}
    />
  )
}
