import { getTranslations } from 'next-intl/server'
import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { Nothing, type Column } from '@/components/table/data-table'
import type { SuspenseRow } from '@/lib/billing/payment/suspense.queries'
import { AccountName, Moment } from '../cells'

/** Money in suspense: what came, what was expected, and the order it may have been meant for. */
export async function suspenseColumns({ ofOneOrder = false } = {}): Promise<Column<SuspenseRow>[]> {
  const [column, reason, list, words] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('admin.suspenseReason'),
    getTranslations('admin.paymentList'),
    orderWords(),
  ])
  const columns: (Column<SuspenseRow> | null)[] = [
    {
      key: 'occurred',
      header: column('occurred'),
      kind: 'date',
      phone: 'fact',
      cell: (row) => <Moment at={row.at} locale={words.locale} beside={words.channelText(row.channel)} />,
    },
    { key: 'reason', header: column('reason'), phone: 'title', cell: (row) => reason(row.reason) },
    { key: 'number', header: column('number'), kind: 'number', phone: 'sub', cell: (row) => row.outTradeNo },
    {
      key: 'channel',
      header: column('channel'),
      kind: 'note',
      wide: true,
      cell: (row) => words.channelText(row.channel),
    },
    ofOneOrder
      ? {
          key: 'tradeNo',
          header: column('tradeNo'),
          kind: 'note',
          wide: true,
          cell: (row) => row.channelTradeNo ?? <Nothing />,
        }
      : {
          key: 'account',
          header: column('account'),
          kind: 'note',
          cell: (row) => (row.accountName ? <AccountName name={row.accountName} /> : <Nothing />),
        },
    {
      key: 'expected',
      header: column('expected'),
      kind: 'count',
      cell: (row) => (row.expectedFen === null ? <Nothing /> : <MoneyText amount={row.expectedFen} />),
    },
    {
      key: 'amount',
      header: column('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => <MoneyText amount={row.amountFen} />,
    },
    ofOneOrder
      ? null
      : {
          key: 'order',
          header: column('order'),
          kind: 'action',
          phone: 'action',
          cell: (row) =>
            row.orderId && row.orderNumber ? (
              <a href={`/admin/orders/${row.orderId}`}>{row.orderNumber}</a>
            ) : (
              <span className="text-text-3">{list('noOrder')}</span>
            ),
        },
  ]
  return columns.filter((one) => one !== null)
}
