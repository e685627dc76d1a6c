import type { ReactNode } from 'react'
import { DataTable, type Column } from '@/components/table/data-table'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import { staffMay } from '@/lib/auth/permissions'
import { listOrderEntries } from '@/lib/billing/ledger/account-funds.queries'
import { listOrderFunds } from '@/lib/billing/ledger/ledger.queries'
import { listOrderNotices } from '@/lib/billing/payment/notice.queries'
import { listOrderAttempts } from '@/lib/billing/payment/payment.queries'
import { listOrderSuspense } from '@/lib/billing/payment/suspense.queries'
import type { OrderTransfer } from '@/lib/billing/transfer/transfer.queries'
import { getTranslations } from '@/lib/web/translations'
import { attemptColumns } from '../../payments/attempt-columns'
import { noticeColumns } from '../../payments/notice-columns'
import { orderSuspenseColumns } from '../../payments/suspense-columns'
import { fundColumns } from './fund-columns'
import { orderTransferColumns } from './order-transfer-columns'

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

/** Left out where the order was never to be paid by bank. */
export async function OrderTransfers({
  actor,
  transfers,
}: {
  actor: StaffActor
  transfers: OrderTransfer[]
}) {
  if (transfers.length === 0 || !staffMay(actor, 'admin.transfers.read')) return null
  const [text, columns] = await Promise.all([getTranslations('admin.order'), orderTransferColumns()])
  return <Rows title={text('transfers')} columns={columns} rows={transfers} empty={null} />
}

/** What the ledger says of the order, each transaction with its entries. */
export async function OrderFunds({ actor, orderId }: OfOrder) {
  const [text, rows, entries] = await Promise.all([
    getTranslations('admin.order'),
    listOrderFunds(actor, orderId),
    listOrderEntries(actor, orderId),
  ])
  const columns = await fundColumns({ ofOneOrder: true, entries })
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
