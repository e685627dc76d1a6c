import 'server-only'
import type { StaffActor } from '@/lib/auth/actor'
import { findOrderCard } from '@/lib/billing/benefit/card.queries'
import { cardLimit, type CardLimit } from '@/lib/billing/benefit/card.rules'
import { findUninvoiced } from '@/lib/billing/invoice/order-quota.queries'
import { getCashBalance } from '@/lib/billing/ledger/ledger.queries'
import type { OrderView } from '@/lib/billing/order/order.queries'
import { orderLife } from '@/lib/billing/order/order.rules'
import { getPaymentState, listOrderAttempts } from '@/lib/billing/payment/payment.queries'
import {
  packageLimit,
  routeOf,
  unitsLeft,
  unrefundedFen,
  type RefundRoute,
} from '@/lib/billing/payment/refund.rules'
import { findOrderPackage } from '@/lib/billing/resource/resource.queries'
import { ZERO, type Money } from '@/lib/kernel/money'

/** What a refund of an order could be at this moment; the command asks again under the order's lock. */
export type RefundTerms = {
  /** The most that can be asked back; zero where there is nothing. */
  limitFen: Money
  route: RefundRoute
  /** What sets the limit, where that is not simply what was paid. */
  limitedBy: 'units' | 'balance' | 'card' | 'invoice' | null
}

/** Null for an order that was not paid. */
export async function findRefundTerms(actor: StaffActor, order: OrderView): Promise<RefundTerms | null> {
  if (!orderLife.can('refund-part', order.status) && order.status !== 'refunded') return null
  const [attempts, granted, { now }] = await Promise.all([
    listOrderAttempts(actor, order.id),
    findOrderPackage(actor, order.id),
    getPaymentState(actor, order.id),
  ])
  const settled = attempts.find(({ status }) => status === 'settled')
  if (!settled?.settledAt) return null
  const route = routeOf(settled.channel, settled.settledAt, now)
  const unrefunded = unrefundedFen(order)
  if (granted) {
    const limitFen = packageLimit(order, { units: granted.units, remainingUnits: unitsLeft(granted, now) })
    return { limitFen, route, limitedBy: limitFen < unrefunded ? 'units' : null }
  }
  if (order.kind === 'card') return { ...(await cardTerms(actor, order)), route }
  const balance = order.kind === 'top-up' ? await getCashBalance(actor, order.accountId) : unrefunded
  const limitFen = balance < unrefunded ? balance : unrefunded
  return {
    limitFen: limitFen > 0n ? limitFen : ZERO,
    route,
    limitedBy: balance < unrefunded ? 'balance' : null,
  }
}

async function cardTerms(actor: StaffActor, order: OrderView): Promise<CardLimit> {
  const [card, uninvoicedFen] = await Promise.all([
    findOrderCard(actor, order.id),
    findUninvoiced(actor, order),
  ])
  return cardLimit(order, { balanceFen: card?.balanceFen ?? 0n, uninvoicedFen })
}
