import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import { Nothing, type Column } from '@/components/table/data-table'
import type { OrderTransfer } from '@/lib/billing/transfer/transfer.queries'
import { getTranslations } from '@/lib/web/translations'
import { Moment } from '../../cells'

/** The transfers that were submitted for one order. */
export async function orderTransferColumns(): Promise<Column<OrderTransfer>[]> {
  const [text, column, status, outcome, words] = await Promise.all([
    getTranslations('admin.customer'),
    getTranslations('admin.column'),
    getTranslations('words.transferStatus'),
    getTranslations('admin.transfer.outcome'),
    orderWords(),
  ])
  return [
    {
      key: 'submitted',
      header: text('submitted'),
      kind: 'number',
      phone: 'title',
      cell: (row) => (
        <a href={`/admin/transfers/${row.id}`}>
          <Moment at={row.submittedAt} locale={words.locale} />
        </a>
      ),
    },
    {
      key: 'voucher',
      header: text('voucher'),
      kind: 'note',
      phone: 'sub',
      cell: (row) => (
        <span className="cut" title={row.voucher.name}>
          {row.voucher.name}
        </span>
      ),
    },
    {
      key: 'decided',
      header: text('decided'),
      kind: 'date',
      cell: (row) => (row.decidedAt ? words.tableMoment(row.decidedAt) : <Nothing />),
    },
    {
      key: 'amount',
      header: column('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => <MoneyText amount={row.receivedFen ?? row.claimedFen} />,
    },
    {
      key: 'status',
      header: column('status'),
      kind: 'status',
      phone: 'status',
      same: ({ status }) => status,
      cell: (row) => (
        <StatusBadge of="transfer" status={row.status}>
          {status(row.status)}
        </StatusBadge>
      ),
    },
    {
      key: 'outcome',
      header: column('outcome'),
      kind: 'note',
      phone: 'line',
      cell: (row) => row.rejectReason ?? (row.outcome ? outcome(row.outcome) : <Nothing />),
    },
  ]
}
