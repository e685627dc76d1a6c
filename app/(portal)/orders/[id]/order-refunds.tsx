import { MoneyText } from '@/components/billing/money-text'
import { DataTable, Nothing, type Column } from '@/components/table/data-table'
import { Badge } from '@/components/ui/badge'
import { Section } from '@/components/ui/section'
import type { MemberActor } from '@/lib/auth/actor'
import { listOrderRefunds, type OrderRefund } from '@/lib/billing/payment/refund.queries'
import { getTranslations } from '@/lib/web/translations'
import { orderWords } from '../order-words'

/** Money of this order that went back or is on its way; left out where there is none, as for most orders. */
export async function OrderRefunds({ actor, orderId }: { actor: MemberActor; orderId: string }) {
  const [refunds, text, list, words] = await Promise.all([
    listOrderRefunds(actor, orderId),
    getTranslations('order.refunds'),
    getTranslations('list'),
    orderWords(),
  ])
  if (refunds.length === 0) return null
  const way = (row: OrderRefund) => (row.route === 'bank' ? text('byBank') : words.channelText(row.route))
  const columns: Column<OrderRefund>[] = [
    { key: 'way', header: text('way'), phone: 'title', cell: (row) => way(row) },
    { key: 'number', header: text('number'), kind: 'number', phone: 'sub', cell: (row) => row.number },
    {
      key: 'amount',
      header: text('amount'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => <MoneyText amount={row.amountFen} {...(row.paid ? {} : { under: text('unused') })} />,
    },
    {
      key: 'done',
      header: text('done'),
      kind: 'date',
      phone: 'fact',
      cell: (row) => (row.doneAt ? words.tableMoment(row.doneAt) : <Nothing />),
    },
    {
      key: 'status',
      header: text('status'),
      kind: 'status',
      phone: 'status',
      cell: (row) =>
        row.status === 'done' ? (
          <Badge tone="good" icon="check">
            {text('returned')}
          </Badge>
        ) : (
          <Badge tone="run" icon="hourglass">
            {text('onItsWay')}
          </Badge>
        ),
    },
  ]
  return (
    <Section title={text('title')}>
      <DataTable
        caption={text('title')}
        columns={columns}
        rows={refunds}
        rowKey={(row) => row.id}
        empty={null}
      />
      <p className="mt-3 text-12 text-text-3">{list('zone')}</p>
    </Section>
  )
}
