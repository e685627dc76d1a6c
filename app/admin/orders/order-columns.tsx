import { getTranslations } from 'next-intl/server'
import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import { Nothing, type Column } from '@/components/table/data-table'
import type { AccountOrderRow } from '@/lib/billing/order/order.queries'
import { negate } from '@/lib/kernel/money'
import { AccountName, Moment, Words } from '../cells'

/** The orders of every account. */
export async function orderColumns(): Promise<Column<AccountOrderRow>[]> {
  const [column, status, words] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('words.orderStatus'),
    orderWords(),
  ])
  const channelOf = (row: AccountOrderRow) => row.paidChannel && words.channelText(row.paidChannel)
  return [
    {
      key: 'number',
      header: column('order'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => <a href={`/admin/orders/${row.id}`}>{row.number}</a>,
    },
    {
      key: 'account',
      header: column('account'),
      phone: 'title',
      cell: (row) => (
        <>
          <AccountName name={row.accountName} />
          <span className="under xl:hidden">{words.productText(row)}</span>
        </>
      ),
    },
    {
      key: 'product',
      header: column('product'),
      kind: 'note',
      wide: true,
      cell: (row) => <Words>{words.productText(row)}</Words>,
    },
    {
      key: 'created',
      header: column('created'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: (row) => <Moment at={row.at} locale={words.locale} beside={channelOf(row)} />,
    },
    {
      key: 'method',
      header: column('method'),
      kind: 'note',
      wide: true,
      cell: (row) => <Words>{channelOf(row) ?? <Nothing />}</Words>,
    },
    {
      key: 'amount',
      header: column('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: ({ amountFen, refundedFen }) => (
        <MoneyText amount={amountFen} {...(refundedFen > 0n ? { under: negate(refundedFen) } : {})} />
      ),
    },
    {
      key: 'status',
      header: column('status'),
      kind: 'status',
      phone: 'status',
      cell: (row) => (
        <StatusBadge of="order" status={row.status}>
          {status(row.status)}
        </StatusBadge>
      ),
    },
  ]
}
