import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { Nothing, type Column } from '@/components/table/data-table'
import { Badge, type Tone } from '@/components/ui/badge'
import type { IconName } from '@/components/ui/icon'
import type { NoticeRow, NoticeState } from '@/lib/billing/payment/notice.queries'
import { getTranslations } from '@/lib/web/translations'
import { Moment, Words } from '../cells'

const looks: Record<NoticeState, readonly [Tone, IconName]> = {
  waiting: ['wait', 'hourglass'],
  settled: ['good', 'check'],
  'already-settled': ['idle', 'check'],
  closed: ['idle', 'x'],
  ignored: ['idle', 'info'],
  suspense: ['wait', 'circleAlert'],
  'refund-recorded': ['idle', 'check'],
}

/** What became of a notice. */
export async function NoticeBadge({ outcome }: { outcome: NoticeRow['outcome'] }) {
  const text = await getTranslations('admin.noticeState')
  const state = outcome ?? 'waiting'
  const [tone, icon] = looks[state]
  return (
    <Badge tone={tone} icon={icon}>
      {text(state)}
    </Badge>
  )
}

/** What the gateways told: of one order, or with the order each names. */
export async function noticeColumns({ ofOneOrder = false } = {}): Promise<Column<NoticeRow>[]> {
  const [column, kind, source, words] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('admin.noticeKind'),
    getTranslations('admin.noticeSource'),
    orderWords(),
  ])
  const columns: (Column<NoticeRow> | null)[] = [
    {
      key: 'number',
      header: column('number'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => <PaymentNumber row={row} />,
    },
    {
      key: 'channel',
      header: column('channel'),
      phone: 'title',
      cell: (row) => <Words>{`${words.channelText(row.channel)} · ${source(row.source)}`}</Words>,
    },
    { key: 'kind', header: column('kind'), kind: 'note', wide: true, cell: (row) => kind(row.kind) },
    {
      key: 'received',
      header: column('received'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: (row) => (
        <>
          <Moment at={row.at} locale={words.locale} />
          <Copies count={row.copies} />
        </>
      ),
    },
    {
      key: 'amount',
      header: column('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => (row.amountFen === null ? <Nothing /> : <MoneyText amount={row.amountFen} />),
    },
    {
      key: 'outcome',
      header: column('outcome'),
      kind: 'status',
      phone: 'status',
      cell: (row) => <NoticeBadge outcome={row.outcome} />,
    },
    ofOneOrder
      ? null
      : {
          key: 'order',
          header: column('order'),
          kind: 'action',
          wide: true,
          cell: (row) =>
            row.orderId ? <a href={`/admin/orders/${row.orderId}`}>{row.orderNumber}</a> : <Nothing />,
        },
  ]
  return columns.filter((one) => one !== null)
}

/** Leads to the attempt, where the number is one of ours. */
function PaymentNumber({ row }: { row: NoticeRow }) {
  if (row.outTradeNo === null) return <Nothing />
  return row.paymentId ? <a href={`/admin/payments/${row.paymentId}`}>{row.outTradeNo}</a> : row.outTradeNo
}

async function Copies({ count }: { count: number }) {
  if (count < 2) return null
  return <span className="under">{(await getTranslations('admin'))('copies', { count })}</span>
}
