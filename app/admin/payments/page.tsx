import type { Metadata } from 'next'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import { requireStaff } from '@/lib/auth/guards'
import { addressOf, wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { AttemptList } from './attempt-list'
import { NoticeList } from './notice-list'
import { PATH } from './payment-list'
import { RefundList } from './refund-list'
import { SuspenseList } from './suspense-list'

const TABS = ['attempts', 'notices', 'suspense', 'refunds'] as const
const lists = { attempts: AttemptList, notices: NoticeList, suspense: SuspenseList, refunds: RefundList }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('payments') }
}

export default async function AdminPaymentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireStaff('admin.payments.read')
  const params = await searchParams
  const current = wordParam(params, 'tab', TABS) ?? 'attempts'
  const [admin, text, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.paymentList'),
    listLabels(),
  ])
  const List = lists[current]
  return (
    <>
      <PageHeader title={admin('payments')} labels={labels.header} />
      <Tabs
        label={text('tabs')}
        tabs={TABS.map((tab) => ({
          href: addressOf(PATH, { tab: tab === 'attempts' ? null : tab }),
          label: text(tab),
          current: tab === current,
        }))}
      />
      <List actor={actor} params={params} />
    </>
  )
}
