import { orderWords, type OrderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import type { Column } from '@/components/table/data-table'
import type { AccountOrderRow } from '@/lib/billing/order/order.queries'
import { negate } from '@/lib/kernel/money'
import { getTranslations } from '@/lib/web/translations'
import { AccountName, Moment } from '../cells'

type Columns = Column<AccountOrderRow>[]

/** The orders of every account, or of one. */
export async function orderColumns({ ofOneAccount = false } = {}): Promise<Columns> {
  const [column, status, words] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('words.orderStatus'),
    orderWords(),
  ])
  const channelOf = (row: AccountOrderRow) => row.paidChannel && words.channelText(row.paidChannel)
  const [account, product] = [column('account'), column('product')]
  return [
    {
      key: 'number',
      header: column('order'),
      kind: 'number',
      phone: 'sub',
      cell: (row) => <a href={`/admin/orders/${row.id}`}>{row.number}</a>,
    },
    ...(ofOneAccount ? whatAlone(product, words) : whoseAndWhat(account, product, words)),
    {
      key: 'created',
      header: column('created'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: (row) => <Moment at={row.at} locale={words.locale} beside={channelOf(row)} />,
    },
    {
      key: 'amount',
      header: column('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => (
        <>
          <MoneyText
            amount={row.amountFen}
            {...(row.refundedFen > 0n ? { under: negate(row.refundedFen) } : {})}
          />
          {row.paidChannel ? <span className="under desk-only">{channelOf(row)}</span> : null}
        </>
      ),
    },
    {
      key: 'status',
      header: column('status'),
      kind: 'status',
      phone: 'status',
      same: ({ status }) => status,
      cell: (row) => (
        <StatusBadge of="order" status={row.status}>
          {status(row.status)}
        </StatusBadge>
      ),
    },
  ]
}

function whatAlone(header: string, words: OrderWords): Columns {
  return [
    {
      key: 'product',
      header,
      phone: 'title',
      cell: (row) => <Product text={words.productText(row)} />,
    },
  ]
}

/** Where there is little room, what was ordered stands below the account. */
function whoseAndWhat(account: string, product: string, words: OrderWords): Columns {
  return [
    {
      key: 'account',
      header: account,
      phone: 'title',
      cell: (row) => (
        <>
          <AccountName name={row.accountName} />
          <span className="under cut xl:hidden">{words.productText(row)}</span>
        </>
      ),
    },
    {
      key: 'product',
      header: product,
      kind: 'note',
      wide: true,
      cell: (row) => <Product text={words.productText(row)} />,
    },
  ]
}

function Product({ text }: { text: string }) {
  return (
    <span className="cut max-w-[24ch]!" title={text}>
      {text}
    </span>
  )
}
