import { MoneyText } from '@/components/billing/money-text'
import { Nothing, type Column } from '@/components/table/data-table'
import type { FundKind, FundRow } from '@/lib/billing/ledger/ledger.queries'
import { formatDay } from '@/lib/web/format'
import type { Translate } from '@/lib/web/translations'
import type { OrderWords } from '../orders/order-words'

export type FundColumnsContext = {
  words: OrderWords
  funds: Translate<'funds'>
  kindText: (kind: FundKind) => string
}

export function fundColumns({ words, funds, kindText }: FundColumnsContext): Column<FundRow>[] {
  const remark = (row: FundRow) => (words.locale === 'en' ? row.remarkEn : row.remarkZh)
  return [
    {
      key: 'time',
      header: funds('time'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: (row) => <Time row={row} words={words} />,
    },
    { key: 'number', header: funds('number'), kind: 'number', phone: 'sub', cell: (row) => row.number },
    { key: 'type', header: funds('type'), phone: 'status', cell: (row) => kindText(row.kind) },
    {
      key: 'remark',
      header: funds('remark'),
      phone: 'title',
      cell: (row) => (
        <span className="cut max-w-[24ch]!" title={remark(row)}>
          {remark(row)}
        </span>
      ),
    },
    {
      key: 'channel',
      header: funds('channel'),
      kind: 'note',
      cell: (row) => (row.channel ? words.channelText(row.channel) : <Nothing />),
    },
    {
      key: 'order',
      header: funds('order'),
      phone: 'action',
      cell: (row) =>
        row.orderId && row.orderNumber ? (
          <a className="link whitespace-nowrap" href={`/orders/${row.orderId}`}>
            {row.orderNumber}
          </a>
        ) : (
          <Nothing />
        ),
    },
    {
      key: 'amount',
      header: funds('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => <MoneyText amount={row.amountFen} />,
    },
    {
      key: 'balanceAfter',
      header: funds('balanceAfter'),
      kind: 'count',
      cell: (row) =>
        row.balanceAfterFen === null ? <Nothing /> : <MoneyText amount={row.balanceAfterFen} />,
    },
  ]
}

/** The full moment on wide screens; short date and channel in a phone's card. */
function Time({ row, words }: { row: FundRow; words: OrderWords }) {
  const short = formatDay(row.at, words.locale)
  return (
    <>
      <span className="desk-only">{words.tableMoment(row.at)}</span>
      <span className="phone-only">
        {row.channel ? `${short} · ${words.channelText(row.channel)}` : short}
      </span>
    </>
  )
}
