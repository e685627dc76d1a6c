import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { DataTable, Nothing, type Column } from '@/components/table/data-table'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import { listOrderFunds, type FundRow } from '@/lib/billing/ledger/ledger.queries'
import { listOrderNotices } from '@/lib/billing/payment/notice.queries'
import { listOrderAttempts } from '@/lib/billing/payment/payment.queries'
import { listOrderSuspense } from '@/lib/billing/payment/suspense.queries'
import { Moment } from '../../cells'
import { attemptColumns } from '../../payments/attempt-columns'
import { noticeColumns } from '../../payments/notice-columns'
import { orderSuspenseColumns } from '../../payments/suspense-columns'

export type OfOrder = { actor: StaffActor; orderId: string }

export async function OrderAttempts({ actor, orderId }: OfOrder) {
  const [text, rows, columns] = await Promise.all([
    getTranslations('admin.order'),
    listOrderAttempts(actor, orderId),
    attemptColumns(),
  ])
  return (
    <Rows title={text('attempts')} columns={columns} rows={[...rows].reverse()} empty={text('noAttempts')} />
  )
}

export async function OrderNotices({ actor, orderId }: OfOrder) {
  const [text, rows, columns] = await Promise.all([
    getTranslations('admin.order'),
    listOrderNotices(actor, orderId),
    noticeColumns({ ofOneOrder: true }),
  ])
  return (
    <Rows title={text('notices')} columns={columns} rows={[...rows].reverse()} empty={text('noNotices')} />
  )
}

/** Left out where there is none, since most orders never have any. */
export async function OrderSuspense({ actor, orderId }: OfOrder) {
  const [text, rows, columns] = await Promise.all([
    getTranslations('admin.order'),
    listOrderSuspense(actor, orderId),
    orderSuspenseColumns(),
  ])
  return rows.length > 0 ? <Rows title={text('suspense')} columns={columns} rows={rows} empty={null} /> : null
}

export async function OrderFunds({ actor, orderId }: OfOrder) {
  const [text, rows, columns] = await Promise.all([
    getTranslations('admin.order'),
    listOrderFunds(actor, orderId),
    fundColumns(),
  ])
  return <Rows title={text('funds')} columns={columns} rows={rows} empty={text('noFunds')} />
}

type RowsProps<Row> = { title: string; columns: Column<Row>[]; rows: readonly Row[]; empty: ReactNode }

function Rows<Row extends { id: string }>({ title, columns, rows, empty }: RowsProps<Row>) {
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<p className="border-y py-3 text-text-2">{empty}</p>}
      />
    </Section>
  )
}

async function fundColumns(): Promise<Column<FundRow>[]> {
  const [column, kind, words] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('words.fundKind'),
    orderWords(),
  ])
  return [
    { key: 'number', header: column('transaction'), kind: 'number', phone: 'sub', cell: (row) => row.number },
    { key: 'type', header: column('type'), phone: 'title', cell: (row) => kind(row.kind) },
    {
      key: 'occurred',
      header: column('occurred'),
      kind: 'date',
      phone: 'status',
      cell: (row) => <Moment at={row.at} locale={words.locale} />,
    },
    {
      key: 'channel',
      header: column('channel'),
      kind: 'note',
      cell: (row) => (row.channel ? words.channelText(row.channel) : <Nothing />),
    },
    {
      key: 'remark',
      header: column('remark'),
      kind: 'note',
      phone: 'line',
      cell: (row) => (words.locale === 'en' ? row.remarkEn : row.remarkZh),
    },
    {
      key: 'amount',
      header: column('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => <MoneyText amount={row.amountFen} />,
    },
  ]
}
