import { MoneyText } from '@/components/billing/money-text'
import type { Column } from '@/components/table/data-table'
import type { CardRow } from '@/lib/billing/benefit/card.queries'
import { formatDay, formatCode } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { pageWords } from '../page-words'

/** The columns of stored-value cards, the customer's and the back office's; `orders` is where their orders have pages. */
export async function cardColumns(orders: '/orders' | '/admin/orders'): Promise<Column<CardRow>[]> {
  const [text, funds, { locale }] = await Promise.all([
    getTranslations('cards'),
    getTranslations('funds'),
    pageWords(),
  ])
  return [
    {
      key: 'number',
      header: text('number'),
      phone: 'title',
      cell: (card) => <span className="tabular whitespace-nowrap">{formatCode(card.number)}</span>,
    },
    {
      key: 'bought',
      header: text('boughtOn'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: (card) => formatDay(card.at, locale),
    },
    {
      key: 'order',
      header: funds('order'),
      phone: 'sub',
      cell: (card) => (
        <a className="link whitespace-nowrap" href={`${orders}/${card.orderId}`}>
          {card.orderNumber}
        </a>
      ),
    },
    {
      key: 'face',
      header: text('face'),
      kind: 'count',
      cell: (card) => <MoneyText amount={card.faceFen} />,
    },
    {
      key: 'balance',
      header: text('balance'),
      kind: 'amount',
      phone: 'amount',
      cell: (card) => <MoneyText amount={card.balanceFen} />,
    },
  ]
}
