import 'server-only'
import type { Tx } from '@/db/client'
import { grantCard } from '@/lib/billing/benefit/grant-card.step'
import { unitsOf } from '@/lib/billing/catalog/catalog.rules'
import type { Product } from '@/lib/billing/catalog/catalog.load'
import { orderPaid, type Prepaid, type Receipt } from '@/lib/billing/ledger/ledger.rules'
import { postTransaction } from '@/lib/billing/ledger/post-transaction.step'
import { openInvoiceable } from '@/lib/billing/invoice/open-invoiceable.step'
import { moveOrder } from '@/lib/billing/order/move-order.step'
import type { Order } from '@/lib/billing/order/order.load'
import type { Payment } from '@/lib/billing/payment/payment.load'
import { settleAttempt } from '@/lib/billing/payment/settle-attempt.step'
import { grantPackage } from '@/lib/billing/resource/grant-package.step'
import { stage } from '@/lib/command/outbox'
import { newId } from '@/lib/kernel/id'
import { add, ZERO } from '@/lib/kernel/money'

export type Settlement = {
  order: Order
  /** The attempt that paid: of a gateway, a bank transfer, or money that finance assigned. */
  payment: Payment
  product: Product
  /** Where the money comes from; exactly the order's amount in all. */
  receipts: readonly Receipt[]
  channelTradeNo: string | null
  paidAt: Date
  now: Date
  /** Who decided; null where a gateway did. */
  userId?: string | null
}

/**
 * An order is paid: it moves, its attempt is the one that settled it, the package or card is granted or the balance
 * topped up, the mail staged and the ledger posted. Sent in one flight, and done in this order: the ledger comes last, so that
 * its rows are locked the shortest.
 */
export async function settleOrder(tx: Tx, settlement: Settlement): Promise<void> {
  const { order, payment, product, receipts, channelTradeNo, paidAt, now, userId = null } = settlement
  const { channel } = payment
  if (add(...receipts.map((receipt) => receipt.amountFen)) !== order.amountFen)
    throw new Error('what settles an order is exactly its amount')
  const paid = { paidAt, paidChannel: channel }
  const into = becoming(order)
  await Promise.all([
    moveOrder(tx, order, 'settle', {
      at: paidAt,
      userId,
      channel,
      set: order.heldFen > 0n ? { ...paid, heldFen: ZERO } : paid,
    }),
    settleAttempt(tx, payment, { channelTradeNo, at: paidAt, now }),
    order.kind === 'package' ? grantPackage(tx, order, product, paidAt) : undefined,
    into?.ledger === 'card' ? grantCard(tx, order, into.cardId, paidAt) : undefined,
    openInvoiceable(tx, order, paidAt),
    stage(tx, {
      task: 'send-mail',
      payload: { key: `order-paid:${order.id}`, kind: 'order-paid', orderId: order.id },
    }),
    postTransaction(tx, {
      accountId: order.accountId,
      kind: order.kind === 'package' ? 'payment' : order.kind,
      amountFen: order.amountFen,
      channel,
      order,
      productCode: order.productCode,
      ...remarkOf(order, product),
      occurredAt: paidAt,
      postings: orderPaid(receipts, into),
    }),
  ])
}

/** The prepaid money that an order becomes; null for one that buys something. */
function becoming({ kind }: Order): Prepaid | null {
  if (kind === 'package') return null
  return kind === 'top-up' ? { ledger: 'cash' } : { ledger: 'card', cardId: newId() }
}

/** What a fund transaction of an order says it was for: the product, and how much of it. */
export function remarkOf(order: Order, product: Product): { remarkEn: string; remarkZh: string } {
  if (order.kind === 'top-up') return { remarkEn: product.nameEn, remarkZh: product.nameZh }
  if (order.kind === 'card')
    return {
      remarkEn: `${order.quantity} × ${product.nameEn}`,
      remarkZh: `${product.nameZh} ${order.quantity} ${product.unitZh}`.trim(),
    }
  const units = unitsOf(order.quantity).toLocaleString('en-US')
  return {
    remarkEn: `${product.nameEn}, ${units}`,
    remarkZh: `${product.nameZh} ${units} ${product.unitZh}`,
  }
}
