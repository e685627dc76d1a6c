import 'server-only'
import type { Tx } from '@/db/client'
import type { Product } from '@/lib/billing/catalog/catalog.load'
import { keptForCustomer, type Receipt } from '@/lib/billing/ledger/ledger.rules'
import { postTransaction } from '@/lib/billing/ledger/post-transaction.step'
import { moveOrder } from '@/lib/billing/order/move-order.step'
import type { Order } from '@/lib/billing/order/order.load'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { addHours } from '@/lib/kernel/calendar'
import { add, type Money } from '@/lib/kernel/money'
import { remarkOf } from './settle-order.step'

type Part = {
  order: Order
  product: Product
  amountFen: Money
  from: Receipt['ledger']
  channel: string
  userId: string
  now: Date
}

/** Less than was due: it is kept for the order, which waits for the rest as long as transfers take. */
export async function keepPart(tx: Tx, part: Part): Promise<void> {
  const { order, product, amountFen, from, channel, userId, now } = part
  const { corporateOrderDays } = await loadPolicy(tx, now)
  const fresh = addHours(now, corporateOrderDays * 24)
  await moveOrder(tx, order, 'accept-part', {
    at: now,
    userId,
    channel,
    set: {
      heldFen: add(order.heldFen, amountFen),
      expiresAt: fresh > order.expiresAt ? fresh : order.expiresAt,
    },
  })
  const { remarkEn, remarkZh } = remarkOf(order, product)
  await postTransaction(tx, {
    accountId: order.accountId,
    kind: 'part-payment',
    amountFen,
    channel,
    order,
    productCode: order.productCode,
    remarkEn: `Part of ${remarkEn}`,
    remarkZh: `部分付款：${remarkZh}`,
    occurredAt: now,
    postings: keptForCustomer([{ ledger: from, amountFen }], 'held-for-customers'),
  })
}
