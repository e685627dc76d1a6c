import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import { DataTable, type Column } from '@/components/table/data-table'
import type { OrderTransfer } from '@/lib/billing/transfer/transfer.queries'
import { getTranslations } from '@/lib/web/translations'
import { orderWords } from '../order-words'
import { VoucherLink } from './voucher-link'

/** What was submitted as transferred, the latest first, and what finance said of it. */
export async function TransfersTable({ transfers }: { transfers: readonly OrderTransfer[] }) {
  const [text, status, list, words] = await Promise.all([
    getTranslations('order.transfer'),
    getTranslations('words.transferStatus'),
    getTranslations('list'),
    orderWords(),
  ])
  const columns: Column<OrderTransfer>[] = [
    {
      key: 'submitted',
      header: text('submitted'),
      kind: 'date',
      phone: 'title',
      cell: (row) => words.tableMoment(row.submittedAt),
    },
    {
      key: 'voucher',
      header: text('voucher'),
      kind: 'note',
      phone: 'sub',
      cell: (row) => <VoucherLink voucher={row.voucher} />,
    },
    {
      key: 'amount',
      header: text('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => <MoneyText amount={row.receivedFen ?? row.claimedFen} />,
    },
    {
      key: 'status',
      header: text('status'),
      kind: 'status',
      phone: 'status',
      // That a second person looks as well is how finance works, and nothing the customer waits for twice.
      same: ({ status }) => status,
      cell: (row) => (
        <StatusBadge of="transfer" status={row.status}>
          {status(row.status === 'checking' ? 'awaiting' : row.status)}
        </StatusBadge>
      ),
    },
    {
      key: 'result',
      header: text('result'),
      kind: 'note',
      phone: 'line',
      cell: (row) => row.rejectReason ?? (row.outcome ? text(`outcome.${row.outcome}`) : text('underWay')),
    },
  ]
  return (
    <>
      <DataTable caption={text('title')} columns={columns} rows={transfers} rowKey={(row) => row.id} />
      <p className="mt-3 text-12 text-text-3">{list('zone')}</p>
    </>
  )
}
