import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { Nothing, type Column } from '@/components/table/data-table'
import type { PostedEntry } from '@/lib/billing/ledger/account-funds.queries'
import type { FundRow } from '@/lib/billing/ledger/ledger.queries'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { Moment } from '../../cells'

/** Ledger transactions as staff read them: of one order with their entries, or of an account with their orders. */
export type FundColumnsOf =
  { ofOneOrder: true; entries: ReadonlyMap<string, readonly PostedEntry[]> } | { ofOneOrder: false }

export async function fundColumns(of: FundColumnsOf): Promise<Column<FundRow>[]> {
  const [column, kind, words] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('words.fundKind'),
    orderWords(),
  ])
  const remark = (row: FundRow) => (words.locale === 'en' ? row.remarkEn : row.remarkZh)
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
      wide: true,
      cell: (row) => (row.channel ? words.channelText(row.channel) : <Nothing />),
    },
    {
      key: 'remark',
      header: column('remark'),
      kind: 'note',
      phone: 'line',
      cell: (row) => (
        <>
          <span className="cut" title={remark(row)}>
            {remark(row)}
          </span>
          {of.ofOneOrder ? <Entries entries={of.entries.get(row.id) ?? []} /> : null}
        </>
      ),
    },
    {
      key: 'amount',
      header: column('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => <MoneyText amount={row.amountFen} />,
    },
    ...(of.ofOneOrder ? [] : [orderColumn(column('order'))]),
  ]
}

/** The sides of a transaction in the ledger's own names, credit positive. */
function Entries({ entries }: { entries: readonly PostedEntry[] }) {
  return (
    <span className="under">
      {entries.map((entry) => `${entry.ledger} ${formatMoney(entry.amountFen)}`).join(' · ')}
    </span>
  )
}

function orderColumn(header: string): Column<FundRow> {
  return {
    key: 'order',
    header,
    kind: 'action',
    phone: 'action',
    cell: (row) =>
      row.orderId ? <a href={`/admin/orders/${row.orderId}`}>{row.orderNumber}</a> : <Nothing />,
  }
}
