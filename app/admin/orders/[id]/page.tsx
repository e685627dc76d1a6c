import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { OrderHistory } from '@/app/(portal)/orders/[id]/order-history'
import { OrderFacts } from '@/app/(portal)/orders/[id]/order-facts'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { orderWords } from '@/app/(portal)/orders/order-words'
import { StatusBadge } from '@/components/billing/status-badge'
import { Card } from '@/components/ui/card'
import { FactsList } from '@/components/ui/facts-list'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { findOrderCard } from '@/lib/billing/benefit/card.queries'
import { getOrder, type OrderView } from '@/lib/billing/order/order.queries'
import { getPaymentState } from '@/lib/billing/payment/payment.queries'
import { findOrderPackage } from '@/lib/billing/resource/resource.queries'
import { listOrderTransfers } from '@/lib/billing/transfer/transfer.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { OrderAudit } from './order-audit'
import { OrderAttempts, OrderFunds, OrderNotices, OrderSuspense, OrderTransfers } from './order-money'
import { RefundSection } from './refund-section'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const order = await orderAt((await params).id)
  return { title: (await getTranslations('admin.order'))('title', { number: order.number }) }
}

export default async function AdminOrderPage({ params }: Props) {
  const actor = await requireStaff('admin.orders.read')
  const order = await orderAt((await params).id)
  const [text, portal, state, granted, card, transfers] = await Promise.all([
    getTranslations('admin.order'),
    getTranslations('order'),
    getPaymentState(actor, order.id),
    findOrderPackage(actor, order.id),
    order.kind === 'card' ? findOrderCard(actor, order.id) : null,
    listOrderTransfers(actor, order.id),
  ])
  const mine = { actor, orderId: order.id }
  return (
    <>
      <Heading order={order} />
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,1fr)_312px] lg:items-start">
        <div className="min-w-0">
          <Section title={portal('section')}>
            <FactsList
              ruled
              align="left"
              facts={[
                {
                  label: text('account'),
                  value: <AccountLink actor={actor} id={order.accountId} name={order.accountName} />,
                },
                { label: text('invoiceBasis'), value: text(`basis.${order.invoiceBasis}`) },
              ]}
            />
            <OrderFacts order={order} granted={granted} card={card} family={undefined} />
          </Section>
        </div>
        <Card title={portal('history')}>
          <OrderHistory order={order} now={state.now} transfer={transfers[0]} />
        </Card>
      </div>
      {staffMay(actor, 'admin.payments.read') ? (
        <>
          <RefundSection actor={actor} order={order} />
          <OrderTransfers actor={actor} transfers={transfers} />
          <OrderAttempts {...mine} />
          <OrderNotices {...mine} />
          <OrderSuspense {...mine} />
          <OrderFunds {...mine} />
        </>
      ) : null}
      {staffMay(actor, 'admin.audit.read') ? <OrderAudit {...mine} /> : null}
    </>
  )
}

function AccountLink({ actor, id, name }: { actor: StaffActor; id: string; name: string }) {
  if (!staffMay(actor, 'admin.customers.read')) return name
  return (
    <a className="link" href={`/admin/customers/${id}`}>
      {name}
    </a>
  )
}

async function Heading({ order }: { order: OrderView }) {
  const [admin, text, status, words, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.order'),
    getTranslations('words.orderStatus'),
    orderWords(),
    listLabels(),
  ])
  return (
    <PageHeader
      title={text('title', { number: order.number })}
      crumbs={[{ href: '/admin/orders', label: admin('orders') }, { label: order.number }]}
      badge={
        <StatusBadge of="order" status={order.status}>
          {status(order.status)}
        </StatusBadge>
      }
      facts={text('facts', {
        account: order.accountName,
        product: words.productText(order),
        amount: formatMoney(order.amountFen),
      })}
      labels={labels.header}
    />
  )
}

/** The order at an address, once per request; the page for what does not exist otherwise. */
const orderAt = cache(async (id: string): Promise<OrderView> => {
  const actor = await requireStaff('admin.orders.read')
  if (!isId(id)) notFound()
  try {
    return await getOrder(actor, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
})
