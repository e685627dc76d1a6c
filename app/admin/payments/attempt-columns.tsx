import { getTranslations } from 'next-intl/server'
import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import { Nothing, type Column } from '@/components/table/data-table'
import type { AccountAttemptRow, AttemptRow } from '@/lib/billing/payment/payment.queries'
import { AccountName, Moment } from '../cells'

/** Attempts at paying, as they stand on the page of one order. */
export async function attemptColumns(): Promise<Column<AttemptRow>[]> {
  const [column, status, words] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('words.attemptStatus'),
    orderWords(),
  ])
  return [
    {
      key: 'number',
      header: column('number'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => <a href={`/admin/payments/${row.id}`}>{row.outTradeNo}</a>,
    },
    {
      key: 'channel',
      header: column('channel'),
      kind: 'note',
      phone: 'title',
      cell: (row) => words.channelText(row.channel),
    },
    {
      key: 'started',
      header: column('started'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: (row) => <Moment at={row.at} locale={words.locale} />,
    },
    {
      key: 'ended',
      header: column('ended'),
      kind: 'date',
      wide: true,
      cell: (row) => {
        const endedAt = row.settledAt ?? row.closedAt
        return endedAt ? words.tableMoment(endedAt) : <Nothing />
      },
    },
    {
      key: 'amount',
      header: column('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => <MoneyText amount={row.amountFen} />,
    },
    {
      key: 'status',
      header: column('status'),
      kind: 'status',
      phone: 'status',
      cell: (row) => (
        <StatusBadge of="payment" status={row.status}>
          {status(row.status)}
        </StatusBadge>
      ),
    },
  ]
}

/** The same for every account, each with its account and order. */
export async function accountAttemptColumns(): Promise<Column<AccountAttemptRow>[]> {
  const column = await getTranslations('admin.column')
  const [number, channel, ...rest] = (await attemptColumns()) as Column<AccountAttemptRow>[]
  const account: Column<AccountAttemptRow> = {
    key: 'account',
    header: column('account'),
    phone: 'title',
    cell: (row) => <AccountName name={row.accountName} />,
  }
  const order: Column<AccountAttemptRow> = {
    key: 'order',
    header: column('order'),
    kind: 'action',
    phone: 'action',
    cell: (row) => <a href={`/admin/orders/${row.orderId}`}>{row.orderNumber}</a>,
  }
  return [number, account, channel && { ...channel, phone: undefined }, ...rest, order].filter(
    (one): one is Column<AccountAttemptRow> => one !== undefined,
  )
}
