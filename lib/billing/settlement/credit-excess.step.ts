import 'server-only'
import type { Tx } from '@/db/client'
import type { Product } from '@/lib/billing/catalog/catalog.load'
import { keptForCustomer, type Receipt } from '@/lib/billing/ledger/ledger.rules'
import { postTransaction } from '@/lib/billing/ledger/post-transaction.step'
import type { Order } from '@/lib/billing/order/order.load'
import { openRefund } from '@/lib/billing/payment/open-refund.step'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import type { Money } from '@/lib/kernel/money'
import { remarkOf } from './settle-order.step'

type Excess = {
  order: Order
  product: Product
  amountFen: Money
  /** Where the money lies: at the bank or the gateway, kept for the order before, or in suspense. */
  from: Receipt['ledger']
  channel: string
  occurredAt: Date
  now: Date
}

/**
 * Money beyond what an order costs: into the wallet, or under a policy without one held for the customer with an
 * instruction to give it back by bank.
 */
export async function creditExcess(tx: Tx, excess: Excess): Promise<void> {
  const { order, product, amountFen, from, channel, occurredAt, now } = excess
  const { wallet } = await loadPolicy(tx, now)
  const remark = remarkOf(order, product)
  if (!wallet)
    await openRefund(tx, {
      order,
      paymentId: null,
      suspenseId: null,
      reason: 'excess',
      route: 'bank',
      amountFen,
      tradeFen: amountFen,
      outTradeNo: null,
      requestedBy: null,
      now,
    })
  await postTransaction(tx, {
    accountId: order.accountId,
    kind: 'excess',
    amountFen,
    channel,
    order,
    productCode: null,
    remarkEn: `More than was due: ${remark.remarkEn}`,
    remarkZh: `多付款项：${remark.remarkZh}`,
    occurredAt,
    postings: keptForCustomer([{ ledger: from, amountFen }], wallet ? 'cash' : 'held-for-customers'),
  })
}
