import type { Metadata } from 'next'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { ListFrame } from '@/components/table/list-frame'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { listCustomers } from '@/lib/billing/account/customer.queries'
import { PAGE_SIZE } from '@/lib/command/page'
import { addressOf, cursorParam, textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { queueLabels } from '../queue-labels'
import { CUSTOMERS, customerColumns } from './customer-columns'

const KINDS = ['enterprise', 'individual'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('customers') }
}

export default async function CustomersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireStaff('admin.customers.read')
  const params = await searchParams
  const set = { search: textParam(params, 'search'), kind: wordParam(params, 'kind', KINDS) }
  const cursor = cursorParam(params)
  const page = await listCustomers(actor, { ...set, cursor })
  const [admin, text, kind, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.customer'),
    getTranslations('admin.customer.kinds'),
    listLabels(),
  ])
  return (
    <>
      <PageHeader title={admin('customers')} labels={labels.header} />
      <ListFrame
        caption={admin('customers')}
        labels={labels}
        path={CUSTOMERS}
        filters={{
          search: { name: 'search', label: text('search'), value: set.search ?? '' },
          selects: [
            {
              name: 'kind',
              label: text('kind'),
              value: set.kind ?? '',
              allLabel: labels.all,
              options: KINDS.map((value) => ({ value, label: kind(value) })),
            },
          ],
          count: page.count > 1000 ? text('countMore') : text('count', { count: page.count }),
        }}
        filtered={Object.values(set).some((value) => value !== undefined)}
        beyond={cursor !== null}
        columns={await customerColumns()}
        rows={page.rows}
        rowKey={(row) => row.id}
        page={page}
        turn={(to) => addressOf(CUSTOMERS, { ...set, cursor: to })}
        keys={await queueLabels()}
        aside={labels.perPage(PAGE_SIZE)}
        noneTitle={text('noneTitle')}
        empty={<EmptyState title={text('emptyTitle')}>{text('empty')}</EmptyState>}
      />
    </>
  )
}
