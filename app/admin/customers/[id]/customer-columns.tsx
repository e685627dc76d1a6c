import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import type { Column } from '@/components/table/data-table'
import type { AccountAttemptRow } from '@/lib/billing/payment/payment.queries'
import type { RefundRow } from '@/lib/billing/payment/refund.queries'
import type { AccountPackage } from '@/lib/billing/resource/resource.queries'
import type { TransferRow } from '@/lib/billing/transfer/transfer.queries'
import { formatEndOfValidity } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { Moment } from '../../cells'
import { accountAttemptColumns } from '../../payments/attempt-columns'
import { refundColumns } from '../../payments/refund-columns'

/** A list of every account's rows on a page of one: without the account, whose place on phones another column takes. */
function ofOneAccount<Row>(columns: Column<Row>[], title: string): Column<Row>[] {
  return columns
    .filter(({ key }) => key !== 'account')
    .map((column) => (column.key === title ? { ...column, kind: 'text', phone: 'title' } : column))
}

export async function customerAttemptColumns(): Promise<Column<AccountAttemptRow>[]> {
  return ofOneAccount(await accountAttemptColumns(), 'channel')
}

export async function customerRefundColumns(): Promise<Column<RefundRow>[]> {
  return ofOneAccount(await refundColumns(), 'reason')
}

export async function customerTransferColumns(): Promise<Column<TransferRow>[]> {
  const [text, column, status, words] = await Promise.all([
    getTranslations('admin.customer'),
    getTranslations('admin.column'),
    getTranslations('words.transferStatus'),
    orderWords(),
  ])
  return [
    {
      key: 'order',
      header: column('order'),
      kind: 'number',
      phone: 'title',
      cell: (row) => <a href={`/admin/transfers/${row.id}`}>{row.orderNumber}</a>,
    },
    {
      key: 'submitted',
      header: text('submitted'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: (row) => <Moment at={row.submittedAt} locale={words.locale} />,
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
  ]
}

export async function customerPackageColumns(): Promise<Column<AccountPackage>[]> {
  const [text, column, words] = await Promise.all([
    getTranslations('resources'),
    getTranslations('admin.column'),
    orderWords(),
  ])
  const nameOf = (row: AccountPackage) => (words.locale === 'en' ? row.productNameEn : row.productNameZh)
  return [
    {
      key: 'order',
      header: column('order'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => <a href={`/admin/orders/${row.orderId}`}>{row.orderNumber}</a>,
    },
    { key: 'product', header: column('product'), phone: 'title', cell: nameOf },
    {
      key: 'bought',
      header: text('bought'),
      kind: 'count',
      cell: (row) => words.unitsText(row.units, row.unitZh),
    },
    {
      key: 'remaining',
      header: text('remaining'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => words.unitsText(row.remainingUnits, row.unitZh),
    },
    {
      key: 'until',
      header: text('validUntil'),
      kind: 'date',
      phone: 'fact',
      cell: (row) => formatEndOfValidity(row.expiresAt),
    },
  ]
}
