import { getTranslations } from 'next-intl/server'
import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import type { Column } from '@/components/table/data-table'
import { ButtonLink } from '@/components/ui/button'
import type { ApplicationRow } from '@/lib/billing/invoice/application.queries'
import { invoiceWords } from './invoice-words'

/** A list of applications; staff see whose they are. */
export async function applicationColumns({
  path,
  withAccount = false,
}: {
  path: string
  withAccount?: boolean
}): Promise<Column<ApplicationRow>[]> {
  const [text, words] = await Promise.all([getTranslations('invoices'), invoiceWords()])
  const columns: (Column<ApplicationRow> | null)[] = [
    {
      key: 'number',
      header: text('number'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => <a href={`${path}/${row.id}`}>{row.number}</a>,
    },
    {
      key: 'at',
      header: text('submittedAt'),
      kind: 'date',
      phone: 'fact',
      cell: ({ at }) => words.moment(at),
    },
    withAccount
      ? { key: 'account', header: text('account'), wide: true, cell: ({ accountName }) => accountName ?? '' }
      : null,
    { key: 'title', header: text('titleName'), phone: 'title', cell: ({ titleName }) => titleName },
    {
      key: 'kind',
      header: text('kind'),
      kind: 'note',
      phone: 'line',
      cell: ({ kind }) => words.kindText(kind),
    },
    {
      key: 'amount',
      header: text('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: ({ amountFen }) => <MoneyText amount={amountFen} />,
    },
    {
      key: 'status',
      header: text('statusLabel'),
      kind: 'status',
      phone: 'status',
      cell: ({ status }) => (
        <StatusBadge of="application" status={status}>
          {words.statusText(status)}
        </StatusBadge>
      ),
    },
    {
      key: 'view',
      header: text('actions'),
      headerHidden: true,
      kind: 'action',
      phone: 'action',
      cell: (row) => <ButtonLink href={`${path}/${row.id}`}>{text('view')}</ButtonLink>,
    },
  ]
  return columns.filter((column) => column !== null)
}
