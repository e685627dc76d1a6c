import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import { Nothing, type Column } from '@/components/table/data-table'
import type { AccountAttemptRow, AttemptRow } from '@/lib/billing/payment/payment.queries'
import { getTranslations } from '@/lib/web/translations'
import { AccountName, Moment, Words } from '../cells'

/** The columns that every list of attempts is made of. */
async function attemptParts() {
  const [column, status, words] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('words.attemptStatus'),
    orderWords(),
  ])
  return {
    number: {
      key: 'number',
      header: column('number'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => <a href={`/admin/payments/${row.id}`}>{row.outTradeNo}</a>,
    },
    channel: {
      key: 'channel',
      header: column('channel'),
      kind: 'note',
      cell: (row) => <Words>{words.channelText(row.channel)}</Words>,
    },
    started: {
      key: 'started',
      header: column('started'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: (row) => <Moment at={row.at} locale={words.locale} />,
    },
    ended: {
      key: 'ended',
      header: column('ended'),
      kind: 'date',
      cell: (row) => {
        const endedAt = row.settledAt ?? row.closedAt
        return endedAt ? words.tableMoment(endedAt) : <Nothing />
      },
    },
    amount: {
      key: 'amount',
      header: column('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => <MoneyText amount={row.amountFen} />,
    },
    status: {
      key: 'status',
      header: column('status'),
      kind: 'status',
      phone: 'status',
      same: ({ status }) => status,
      cell: (row) => (
        <StatusBadge of="payment" status={row.status}>
          {status(row.status)}
        </StatusBadge>
      ),
    },
  } satisfies Record<string, Column<AttemptRow>>
}

/** Attempts at paying one order. */
export async function attemptColumns(): Promise<Column<AttemptRow>[]> {
  const { number, channel, started, ended, amount, status } = await attemptParts()
  return [number, { ...channel, kind: 'text', phone: 'title' }, started, ended, amount, status]
}

/** Attempts of every account, each with its account and order. */
export async function accountAttemptColumns(): Promise<Column<AccountAttemptRow>[]> {
  const [column, { number, channel, started, amount, status }] = await Promise.all([
    getTranslations('admin.column'),
    attemptParts(),
  ])
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
    wide: true,
    cell: (row) => <a href={`/admin/orders/${row.orderId}`}>{row.orderNumber}</a>,
  }
  return [number, account, { ...channel, wide: true }, started, amount, status, order]
}
