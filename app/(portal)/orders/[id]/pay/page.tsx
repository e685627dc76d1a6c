import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { PageHeader } from '@/components/ui/page-header'
import { StatusBadge } from '@/components/billing/status-badge'
import { requireMember } from '@/lib/auth/guards'
import type { OrderView } from '@/lib/billing/order/order.queries'
import { holdsMoney, isPayable } from '@/lib/billing/order/order.rules'
import { getPaymentState } from '@/lib/billing/payment/payment.queries'
import { getPolicy } from '@/lib/billing/policy/policy.queries'
import { listOrderTransfers } from '@/lib/billing/transfer/transfer.queries'
import { formatMoney } from '@/lib/web/format'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { askGatewayBriefly } from '../../ask-gateway'
import { CancelOrder } from '../../cancel-order'
import { orderAt } from '../../find-order'
import { headerLabels } from '../../list-labels'
import { orderWords } from '../../order-words'
import { isInsideWechat, isPhone } from '../../user-agent'
import { SuspendedNote } from '../suspended-note'
import { PayColumns } from './pay-columns'
import { PaymentOver } from './payment-over'
import { refusalIn } from './refusal-in'
import { TransferAwaited } from './transfer-awaited'
import { TransferNews } from './transfer-news'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const order = await orderAt(await requireMember('orders.pay'), (await params).id)
  return {
    title: (await getTranslations('pay'))('title', { number: order.number }),
    // WeChat opens its page for phones only to those who come from the merchant's registered domain.
    referrer: 'strict-origin-when-cross-origin',
  }
}

export default async function PayPage({ params, searchParams }: Props) {
  const actor = await requireMember('orders.pay')
  const { id } = await params
  await orderAt(actor, id)
  const query = await searchParams
  // Back from Alipay, or "Check again": the notice may still be on its way, so look before answering. What the
  // address says of the payment is never believed.
  if (textParam(query, 'out_trade_no') ?? textParam(query, 'check')) {
    const { attempt } = await getPaymentState(actor, id)
    if (attempt) await askGatewayBriefly(attempt)
  }
  const [order, state] = [await orderAt(actor, id), await getPaymentState(actor, id)]
  const userAgent = (await headers()).get('user-agent')
  const device = { phone: isPhone(userAgent), insideWechat: isInsideWechat(userAgent) }
  const payable = isPayable(order, state.now)
  const [transfer] = await listOrderTransfers(actor, id)
  const awaited = order.status === 'awaiting-confirmation' && transfer

  return (
    <>
      <Heading order={order} payable={payable} />
      <SuspendedNote suspendedFen={order.suspendedFen} />
      {payable ? <TransferNews order={order} transfer={transfer} /> : null}
      {payable || order.paidAt ? (
        <PayColumns
          order={order}
          state={state}
          device={device}
          payable={payable}
          policy={await getPolicy(actor)}
          refused={await refusalIn(textParam(query, 'refused'))}
        />
      ) : awaited ? (
        <TransferAwaited order={order} state={state} transfer={transfer} />
      ) : (
        <PaymentOver actor={actor} order={order} />
      )}
    </>
  )
}

async function Heading({ order, payable }: { order: OrderView; payable: boolean }) {
  const [pay, text, orders, status, words, labels] = await Promise.all([
    getTranslations('pay'),
    getTranslations('order'),
    getTranslations('orders'),
    getTranslations('words.orderStatus'),
    orderWords(),
    headerLabels(),
  ])
  const way = {
    crumbs: [
      { href: '/orders', label: orders('title') },
      { href: `/orders/${order.id}`, label: order.number },
      { label: pay('crumb') },
    ],
    labels,
  }
  if (payable) {
    return (
      <PageHeader
        {...way}
        title={pay('title', { number: order.number })}
        facts={order.heldFen > 0n ? pay('leadPart') : pay('lead', { moment: words.moment(order.expiresAt) })}
        actions={holdsMoney(order) ? null : <CancelOrder order={order} />}
      />
    )
  }
  // Its time may be over before the sweep has written so.
  const shown = order.status === 'pending-payment' ? 'expired' : order.status
  return (
    <PageHeader
      {...way}
      title={text('title', { number: order.number })}
      badge={
        <StatusBadge of="order" status={shown}>
          {status(shown)}
        </StatusBadge>
      }
      facts={text('facts', {
        product: words.productText(order),
        amount: formatMoney(order.amountFen),
        moment: words.moment(order.at),
      })}
    />
  )
}
