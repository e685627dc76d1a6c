import { DueText } from '@/components/billing/due-text'
import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import type { Column } from '@/components/table/data-table'
import type { TransferRow } from '@/lib/billing/transfer/transfer.queries'
import { addressOf } from '@/lib/web/search-params'
import { currentLocale } from '@/lib/web/preferences'
import { getTranslations } from '@/lib/web/translations'
import { AccountName, Moment } from '../cells'
import { TRANSFERS } from './transfer-words'

/** What waits for a decision, by due time. The row's link is what the queue's keys walk through. */
export async function queueColumns(now: Date, search: string | undefined): Promise<Column<TransferRow>[]> {
  const [column, status, locale] = await Promise.all([
    getTranslations('admin.transferList.column'),
    getTranslations('words.transferStatus'),
    currentLocale(),
  ])
  return [
    {
      key: 'account',
      header: column('account'),
      kind: 'number',
      phone: 'title',
      cell: (row) => (
        <a
          href={addressOf(`${TRANSFERS}/${row.id}`, { search })}
          data-queue-item=""
          className="font-semibold"
        >
          <AccountName name={row.accountName} />
        </a>
      ),
    },
    { key: 'order', header: column('order'), kind: 'note', phone: 'sub', cell: (row) => row.orderNumber },
    {
      key: 'submitted',
      header: column('submitted'),
      kind: 'date',
      cell: (row) => <Moment at={row.submittedAt} locale={locale} />,
    },
    {
      key: 'amount',
      header: column('due'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => <MoneyText amount={row.claimedFen} />,
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
      key: 'dueAt',
      header: column('dueAt'),
      kind: 'date',
      phone: 'fact',
      sorted: 'ascending',
      cell: (row) => <DueText due={row.dueAt} now={now} locale={locale} />,
    },
  ]
}

export async function decidedColumns(): Promise<Column<TransferRow>[]> {
  const [column, outcome, status, locale] = await Promise.all([
    getTranslations('admin.transferList.column'),
    getTranslations('admin.transfer.outcome'),
    getTranslations('words.transferStatus'),
    currentLocale(),
  ])
  return [
    {
      key: 'account',
      header: column('account'),
      kind: 'number',
      phone: 'title',
      cell: (row) => (
        <a href={`${TRANSFERS}/${row.id}`} className="font-semibold">
          <AccountName name={row.accountName} />
        </a>
      ),
    },
    { key: 'order', header: column('order'), kind: 'note', phone: 'sub', cell: (row) => row.orderNumber },
    {
      key: 'decided',
      header: column('decided'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: (row) => <Moment at={row.decidedAt ?? row.submittedAt} locale={locale} />,
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
      cell: (row) => (row.outcome ? outcome(row.outcome) : null),
    },
  ]
}
