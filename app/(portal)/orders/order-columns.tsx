import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import { Nothing, type Column } from '@/components/table/data-table'
import { buttonClass } from '@/components/ui/button-class'
import type { OrderRow } from '@/lib/billing/order/order.queries'
import { orderLife } from '@/lib/billing/order/order.rules'
import { negate } from '@/lib/kernel/money'
import { formatDay } from '@/lib/web/format'
import type { Translate } from '@/lib/web/translations'
import type { OrderWords } from './order-words'

export type OrderColumnsContext = {
  words: OrderWords
  orders: Translate<'orders'>
  statusText: (status: OrderRow['status']) => string
  mayPay: boolean
  buyAgain: (row: OrderRow) => string | null
}

export function orderColumns(context: OrderColumnsContext): Column<OrderRow>[] {
  const { words, orders, statusText } = context
  return [
    {
      key: 'number',
      header: orders('number'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => <a href={`/orders/${row.id}`}>{row.number}</a>,
    },
    {
      key: 'product',
      header: orders('product'),
      phone: 'title',
      cell: (row) => words.productText(row),
    },
    {
      key: 'created',
      header: orders('created'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: (row) => <Created row={row} words={words} />,
    },
    {
      key: 'payment',
      header: orders('payment'),
      kind: 'note',
      same: ({ paidChannel }) => paidChannel,
      cell: (row) => (row.paidChannel ? words.channelText(row.paidChannel) : <Nothing />),
    },
    {
      key: 'amount',
      header: orders('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: ({ amountFen, refundedFen }) => (
        <MoneyText amount={amountFen} {...(refundedFen > 0n ? { under: negate(refundedFen) } : {})} />
      ),
    },
    {
      key: 'status',
      header: orders('status'),
      kind: 'status',
      phone: 'status',
      same: ({ status }) => status,
      cell: ({ status }) => (
        <StatusBadge of="order" status={status}>
          {statusText(status)}
        </StatusBadge>
      ),
    },
    {
      key: 'action',
      header: orders('action'),
      headerHidden: true,
      kind: 'action',
      phone: 'action',
      cell: (row) => <OrderAction row={row} context={context} />,
    },
  ]
}

/** The full moment on wide screens; short date and channel in a phone's card. */
function Created({ row, words }: { row: OrderRow; words: OrderWords }) {
  const short = formatDay(row.at, words.locale)
  return (
    <>
      <span className="desk-only">{words.tableMoment(row.at)}</span>
      <span className="phone-only">
        {row.paidChannel ? `${short} · ${words.channelText(row.paidChannel)}` : short}
      </span>
    </>
  )
}

function OrderAction({ row, context }: { row: OrderRow; context: OrderColumnsContext }) {
  const { orders, mayPay, buyAgain } = context
  const page = `/orders/${row.id}`
  if (mayPay && orderLife.can('start-payment', row.status)) {
    return (
      <>
        <a href={`${page}/pay`} className="desk-only">
          {orders('payNow')}
        </a>
        <a href={`${page}/pay`} className={buttonClass({ variant: 'primary', size: 36 }, 'phone-only')}>
          {orders('payNow')}
        </a>
      </>
    )
  }
  const again = row.status === 'cancelled' || row.status === 'expired' ? buyAgain(row) : null
  return again ? <a href={again}>{orders('buyAgain')}</a> : <a href={page}>{orders('view')}</a>
}
