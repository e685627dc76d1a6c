import type { Column } from '@/components/table/data-table'
import type { ApplicationRow } from '@/lib/billing/invoice/application.queries'
import { applicationLife } from '@/lib/billing/invoice/application.rules'
import { formatDay, formatInstant } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { WITHDRAW_PARAM } from './applications/withdraw'
import { invoiceWords } from './invoice-words'
import { standingColumns } from './standing-columns'

/** The applications of an account; **Withdraw** for who may, as long as nobody has approved. */
export async function applicationColumns(writes: boolean): Promise<Column<ApplicationRow>[]> {
  const [text, words] = await Promise.all([getTranslations('invoices'), invoiceWords()])
  const page = ({ id }: ApplicationRow) => `/invoices/applications/${id}`
  return [
    {
      key: 'number',
      header: text('applicationLabel'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => (
        <>
          <a href={page(row)}>{row.number}</a>
          {/* Between phones and desktops the type has no column of its own. */}
          <span className="under hidden sm:max-xl:block">{words.kindText(row.kind)}</span>
        </>
      ),
    },
    {
      key: 'kind',
      header: text('kind'),
      phone: 'title',
      wide: true,
      cell: ({ kind }) => words.kindText(kind),
    },
    {
      key: 'at',
      header: text('submittedAt'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: ({ at }) => (
        <>
          <span className="desk-only">{formatInstant(at, words.locale)}</span>
          <span className="phone-only">{formatDay(at, words.locale)}</span>
        </>
      ),
    },
    ...(await standingColumns()),
    {
      key: 'action',
      header: text('actions'),
      headerHidden: true,
      kind: 'action',
      phone: 'action',
      cell: (row) => (
        <>
          {writes && applicationLife.can('withdraw', row.status) ? (
            <a href={`${page(row)}?${WITHDRAW_PARAM}=1`}>{text('withdraw')}</a>
          ) : null}
          <a href={page(row)}>{text('view')}</a>
        </>
      ),
    },
  ]
}
