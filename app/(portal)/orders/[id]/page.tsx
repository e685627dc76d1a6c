import type { Metadata } from 'next'
import { StatusBadge } from '@/components/billing/status-badge'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Note } from '@/components/ui/note'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import type { MemberActor } from '@/lib/auth/actor'
import { requireMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import { findOrderCard } from '@/lib/billing/benefit/card.queries'
import { listPackageFamilies } from '@/lib/billing/catalog/catalog.queries'
import type { OrderView } from '@/lib/billing/order/order.queries'
import { holdsMoney, orderLife } from '@/lib/billing/order/order.rules'
import { getPaymentState, listOrderAttempts } from '@/lib/billing/payment/payment.queries'
import { getPolicy } from '@/lib/billing/policy/policy.queries'
import { findOrderPackage } from '@/lib/billing/resource/resource.queries'
import { listOrderTransfers } from '@/lib/billing/transfer/transfer.queries'
import { formatMoney } from '@/lib/web/format'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { buyAgainAddress } from '../buy-again'
import { CancelConfirmation, CancelOrder, CANCEL_PARAM } from '../cancel-order'
import { orderAt } from '../find-order'
import { headerLabels } from '../list-labels'
import { orderWords } from '../order-words'
import { AttemptsTable } from './attempts-table'
import { OrderFacts } from './order-facts'
import { OrderHistory } from './order-history'
import { OrderRefunds } from './order-refunds'
import { SuspendedNote } from './suspended-note'
import { TransfersTable } from './transfers-table'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const order = await orderAt(await requireMember(), (await params).id)
  return { title: (await getTranslations('order'))('title', { number: order.number }) }
}

export default async function OrderPage({ params, searchParams }: Props) {
  const actor = await requireMember()
  const order = await orderAt(actor, (await params).id)
  const [state, attempts, transfers, granted, card, families, { wallet }] = await Promise.all([
    getPaymentState(actor, order.id),
    listOrderAttempts(actor, order.id),
    listOrderTransfers(actor, order.id),
    findOrderPackage(actor, order.id),
    order.kind === 'card' ? findOrderCard(actor, order.id) : null,
    listPackageFamilies(actor),
    getPolicy(actor),
  ])
  const text = await getTranslations('order')
  const waits = orderLife.can('start-payment', order.status)
  const cancellable =
    orderLife.can('cancel', order.status) && !holdsMoney(order) && memberMay(actor.role, 'orders.cancel')
  const asksToCancel = cancellable && textParam(await searchParams, CANCEL_PARAM) !== undefined
  const family = families.find(({ productCode }) => productCode === order.productCode)?.family

  return (
    <>
      <Heading
        actor={actor}
        order={order}
        cancellable={cancellable && !asksToCancel}
        again={buyAgainAddress({ families, wallet }, order)}
      />
      {asksToCancel ? <CancelConfirmation order={order} /> : null}
      <SuspendedNote suspendedFen={order.suspendedFen} />
      {waits && !memberMay(actor.role, 'orders.pay') ? (
        <div className="mb-7">
          <Note tone="idle" title={text('viewersCannotPay')} />
        </div>
      ) : null}
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,1fr)_312px] lg:items-start">
        <div className="min-w-0">
          <Section title={text('section')}>
            <OrderFacts order={order} granted={granted} card={card} family={family} />
          </Section>
          <OrderRefunds actor={actor} orderId={order.id} />
          {transfers.length > 0 ? (
            <Section title={text('transfer.title')}>
              <TransfersTable transfers={transfers} />
            </Section>
          ) : null}
          {attempts.length > 0 ? (
            <Section title={text('attempts')}>
              <AttemptsTable attempts={attempts} />
            </Section>
          ) : null}
        </div>
        <Card title={text('history')}>
          <OrderHistory order={order} now={state.now} transfer={transfers[0]} />
        </Card>
      </div>
    </>
  )
}

type HeadingProps = { actor: MemberActor; order: OrderView; cancellable: boolean; again: string | null }

async function Heading({ actor, order, cancellable, again }: HeadingProps) {
  const [text, orders, status, words, labels] = await Promise.all([
    getTranslations('order'),
    getTranslations('orders'),
    getTranslations('words.orderStatus'),
    orderWords(),
    headerLabels(),
  ])
  const payable = orderLife.can('start-payment', order.status) && memberMay(actor.role, 'orders.pay')
  const buyable = !payable && order.status !== 'pending-payment' && memberMay(actor.role, 'orders.place')
  return (
    <PageHeader
      title={text('title', { number: order.number })}
      crumbs={[{ href: '/orders', label: orders('title') }, { label: order.number }]}
      badge={
        <StatusBadge of="order" status={order.status}>
          {status(order.status)}
        </StatusBadge>
      }
      facts={text('facts', {
        product: words.productText(order),
        amount: formatMoney(order.amountFen),
        moment: words.moment(order.at),
      })}
      labels={labels}
      actions={
        <>
          {cancellable ? <CancelOrder order={order} /> : null}
          {payable ? (
            <ButtonLink variant="primary" href={`/orders/${order.id}/pay`}>
              {orders('payNow')}
            </ButtonLink>
          ) : null}
          {buyable && again ? <ButtonLink href={again}>{orders('buyAgain')}</ButtonLink> : null}
        </>
      }
    />
  )
}
