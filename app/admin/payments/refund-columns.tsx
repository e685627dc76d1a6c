import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import { Nothing, type Column } from '@/components/table/data-table'
import type { OrderRefund, RefundRow } from '@/lib/billing/payment/refund.queries'
import { getTranslations } from '@/lib/web/translations'
import { AccountName, Moment } from '../cells'
import { refundWords } from './refund-words'

type Shown = Omit<OrderRefund, 'paid'>

/** The columns that every list of refunds is made of. */
async function refundParts() {
  const [column, words] = await Promise.all([getTranslations('admin.column'), refundWords()])
  return {
    number: {
      key: 'number',
      header: column('refund'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => (
        <>
          <a href={`/admin/payments/refunds/${row.id}`}>{row.number}</a>
          <span className="under">{words.reasonText(row.reason)}</span>
        </>
      ),
    },
    requested: {
      key: 'requested',
      header: column('opened'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: (row) => <Moment at={row.at} locale={words.locale} />,
    },
    amount: {
      key: 'amount',
      header: column('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => <MoneyText amount={row.amountFen} under={words.routeText(row.route)} />,
    },
    status: {
      key: 'status',
      header: column('status'),
      kind: 'status',
      phone: 'status',
      same: ({ status }) => status,
      cell: (row) => (
        <StatusBadge of="refund" status={row.status}>
          {words.statusText(row.status)}
        </StatusBadge>
      ),
    },
  } satisfies Record<string, Column<Shown>>
}

/** The refunds of one order. */
export async function orderRefundColumns(): Promise<Column<OrderRefund>[]> {
  const { number, requested, amount, status } = await refundParts()
  return [{ ...number, phone: 'title' }, requested, amount, status]
}

/** Refunds of every account; `oldestFirst` as a queue is walked. */
export async function refundColumns({ oldestFirst = false } = {}): Promise<Column<RefundRow>[]> {
  const [column, { number, requested, amount, status }] = await Promise.all([
    getTranslations('admin.column'),
    refundParts(),
  ])
  const account: Column<RefundRow> = {
    key: 'account',
    header: column('account'),
    phone: 'title',
    cell: (row) => (row.accountName ? <AccountName name={row.accountName} /> : <Nothing />),
  }
  const order: Column<RefundRow> = {
    key: 'order',
    header: column('order'),
    kind: 'action',
    wide: true,
    cell: (row) =>
      row.orderId ? <a href={`/admin/orders/${row.orderId}`}>{row.orderNumber}</a> : <Nothing />,
  }
  const opened = { ...requested, sorted: oldestFirst ? 'ascending' : 'descending' } as const
  return [number, account, opened, amount, status, order]
}
