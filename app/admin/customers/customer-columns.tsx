import { orderWords } from '@/app/(portal)/orders/order-words'
import { Nothing, type Column } from '@/components/table/data-table'
import type { CustomerRow } from '@/lib/billing/account/customer.queries'
import { formatQuantity } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { AccountName, Moment, Words } from '../cells'

export const CUSTOMERS = '/admin/customers'

export async function customerColumns(): Promise<Column<CustomerRow>[]> {
  const [text, kind, words] = await Promise.all([
    getTranslations('admin.customer'),
    getTranslations('admin.customer.kinds'),
    orderWords(),
  ])
  return [
    {
      key: 'number',
      header: text('number'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => <a href={`${CUSTOMERS}/${row.id}`}>{row.number}</a>,
    },
    {
      key: 'name',
      header: text('name'),
      phone: 'title',
      cell: (row) => (
        <span className="cut" title={row.name}>
          {row.name}
        </span>
      ),
    },
    {
      key: 'kind',
      header: text('kind'),
      kind: 'note',
      phone: 'status',
      cell: (row) => <Words>{kind(row.kind)}</Words>,
    },
    {
      key: 'owner',
      header: text('owner'),
      kind: 'note',
      cell: (row) => (row.ownerName ? <AccountName name={row.ownerName} /> : <Nothing />),
    },
    {
      key: 'members',
      header: text('members'),
      kind: 'count',
      cell: (row) => formatQuantity(row.members),
    },
    {
      key: 'since',
      header: text('since'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: (row) => <Moment at={row.at} locale={words.locale} beside={row.ownerName} />,
    },
  ]
}
