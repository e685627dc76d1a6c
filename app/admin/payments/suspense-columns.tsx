import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import { Nothing, type Column } from '@/components/table/data-table'
import type { SuspenseRow } from '@/lib/billing/payment/suspense.queries'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { AccountName, Moment } from '../cells'

/** The columns that every list of suspense is made of. */
async function suspenseParts() {
  const [column, reason, status, words] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('admin.suspenseReason'),
    getTranslations('words.suspenseStatus'),
    orderWords(),
  ])
  return {
    occurred: {
      key: 'occurred',
      header: column('occurred'),
      kind: 'date',
      phone: 'fact',
      cell: (row) => <Moment at={row.at} locale={words.locale} beside={words.channelText(row.channel)} />,
    },
    number: {
      key: 'number',
      header: column('number'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => (
        <>
          <a href={`/admin/payments/suspense/${row.id}`}>{row.outTradeNo}</a>
          <span className="under">{`${words.channelText(row.channel)} · ${reason(row.reason)}`}</span>
        </>
      ),
    },
    amount: {
      key: 'amount',
      header: column('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => <Amount row={row} />,
    },
    status: {
      key: 'status',
      header: column('status'),
      kind: 'status',
      phone: 'status',
      same: ({ status }) => status,
      cell: (row) => (
        <StatusBadge of="suspense" status={row.status}>
          {status(row.status)}
        </StatusBadge>
      ),
    },
  } satisfies Record<string, Column<SuspenseRow>>
}

/** Money in suspense that one order's payments led to. */
export async function orderSuspenseColumns(): Promise<Column<SuspenseRow>[]> {
  const column = await getTranslations('admin.column')
  const { occurred, number, amount, status } = await suspenseParts()
  const tradeNo: Column<SuspenseRow> = {
    key: 'tradeNo',
    header: column('tradeNo'),
    kind: 'note',
    cell: (row) => row.channelTradeNo ?? <Nothing />,
  }
  return [{ ...number, phone: 'title' }, tradeNo, occurred, amount, status]
}

/** All money in suspense, with the account and order it may have been meant for. */
export async function suspenseColumns(): Promise<Column<SuspenseRow>[]> {
  const [column, list] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('admin.paymentList'),
  ])
  const { occurred, number, amount, status } = await suspenseParts()
  const account: Column<SuspenseRow> = {
    key: 'account',
    header: column('account'),
    phone: 'title',
    cell: (row) => (row.accountName ? <AccountName name={row.accountName} /> : <Nothing />),
  }
  const order: Column<SuspenseRow> = {
    key: 'order',
    header: column('order'),
    kind: 'action',
    wide: true,
    cell: (row) =>
      row.orderId ? (
        <a href={`/admin/orders/${row.orderId}`}>{row.orderNumber}</a>
      ) : (
        <span className="text-text-3">{list('noOrder')}</span>
      ),
  }
  return [number, account, occurred, amount, status, order]
}

/** What came, and below it what should have come. */
async function Amount({ row }: { row: SuspenseRow }) {
  if (row.expectedFen === null || row.expectedFen === row.amountFen)
    return <MoneyText amount={row.amountFen} />
  const list = await getTranslations('admin.paymentList')
  return (
    <MoneyText amount={row.amountFen} under={list('expected', { amount: formatMoney(row.expectedFen) })} />
  )
}
