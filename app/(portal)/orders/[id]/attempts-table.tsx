import { StatusBadge } from '@/components/billing/status-badge'
import { DataTable, Nothing, type Column } from '@/components/table/data-table'
import type { AttemptRow } from '@/lib/billing/payment/payment.queries'
import { getTranslations } from '@/lib/web/translations'
import { orderWords } from '../order-words'

/** Every attempt at paying the order, the latest first. */
export async function AttemptsTable({ attempts }: { attempts: readonly AttemptRow[] }) {
  const [order, attempt, status, list, words] = await Promise.all([
    getTranslations('order'),
    getTranslations('order.attempt'),
    getTranslations('words.attemptStatus'),
    getTranslations('list'),
    orderWords(),
  ])
  const ended = (row: AttemptRow) => row.settledAt ?? row.closedAt
  const columns: Column<AttemptRow>[] = [
    {
      key: 'channel',
      header: attempt('channel'),
      phone: 'title',
      cell: (row) => words.channelText(row.channel),
    },
    {
      key: 'number',
      header: attempt('number'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => row.outTradeNo,
    },
    {
      key: 'started',
      header: attempt('started'),
      kind: 'date',
      phone: 'fact',
      cell: (row) => words.tableMoment(row.at),
    },
    {
      key: 'ended',
      header: attempt('ended'),
      kind: 'date',
      cell: (row) => {
        const at = ended(row)
        return at ? words.tableMoment(at) : <Nothing />
      },
    },
    {
      key: 'status',
      header: attempt('status'),
      phone: 'status',
      same: ({ status }) => status,
      cell: (row) => (
        <StatusBadge of="payment" status={row.status}>
          {status(row.status)}
        </StatusBadge>
      ),
    },
  ]
  return (
    <>
      <DataTable
        caption={order('attempts')}
        columns={columns}
        rows={[...attempts].reverse()}
        rowKey={(row) => row.id}
      />
      <p className="mt-3 text-12 text-text-3">{list('zone')}</p>
    </>
  )
}
