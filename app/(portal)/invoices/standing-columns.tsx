import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import type { Column } from '@/components/table/data-table'
import type { ApplicationRow } from '@/lib/billing/invoice/application.queries'
import { getTranslations } from '@/lib/web/translations'
import { invoiceWords } from './invoice-words'

/** What an application comes to and how it stands: alike for customers and the office. */
export async function standingColumns(): Promise<Column<ApplicationRow>[]> {
  const [text, words] = await Promise.all([getTranslations('invoices'), invoiceWords()])
  return [
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
      same: ({ status }) => status,
      cell: ({ status }) => (
        <StatusBadge of="application" status={status}>
          {words.statusText(status)}
        </StatusBadge>
      ),
    },
  ]
}
