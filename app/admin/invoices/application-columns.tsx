import { invoiceWords } from '@/app/(portal)/invoices/invoice-words'
import { standingColumns } from '@/app/(portal)/invoices/standing-columns'
import type { Column } from '@/components/table/data-table'
import type { StaffActor } from '@/lib/auth/actor'
import type { ApplicationRow } from '@/lib/billing/invoice/application.queries'
import { getTranslations } from '@/lib/web/translations'
import { AccountName, Moment } from '../cells'

export const APPLICATIONS = '/admin/invoices'

/**
 * Applications as the office lists them: whose they are, and whom the invoice names where that is somebody else. A
 * seller's reviewer sees no customers, only the titles.
 */
export async function applicationColumns(actor: StaffActor): Promise<Column<ApplicationRow>[]> {
  const [text, words] = await Promise.all([getTranslations('invoices'), invoiceWords()])
  return [
    {
      key: 'number',
      header: text('number'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => <a href={`${APPLICATIONS}/${row.id}`}>{row.number}</a>,
    },
    {
      key: 'at',
      header: text('submittedAt'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: ({ at }) => <Moment at={at} locale={words.locale} />,
    },
    {
      key: 'account',
      header: text(actor.sellerId === null ? 'account' : 'titleName'),
      phone: 'title',
      cell: ({ accountName, titleName }) => (
        <>
          <AccountName name={accountName ?? titleName} />
          {accountName !== null && accountName !== titleName ? (
            <span className="under cut max-w-[25ch]!" title={titleName}>
              {titleName}
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: 'kind',
      header: text('kind'),
      kind: 'note',
      phone: 'line',
      cell: ({ kind }) => <span className="xl:whitespace-nowrap">{words.kindText(kind)}</span>,
    },
    ...(await standingColumns()),
    {
      key: 'view',
      header: text('actions'),
      headerHidden: true,
      kind: 'action',
      phone: 'action',
      cell: (row) => <a href={`${APPLICATIONS}/${row.id}`}>{text('view')}</a>,
    },
  ]
}
