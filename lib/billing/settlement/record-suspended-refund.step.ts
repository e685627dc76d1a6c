import 'server-only'
import type { Tx } from '@/db/client'
import { sentBack } from '@/lib/billing/ledger/ledger.rules'
import { postTransaction } from '@/lib/billing/ledger/post-transaction.step'
import type { Order } from '@/lib/billing/order/order.load'
import { moveRefund } from '@/lib/billing/payment/move-refund.step'
import { moveSuspense, noteOnSuspense } from '@/lib/billing/payment/move-suspense.step'
import { recordConsoleRefund } from '@/lib/billing/payment/open-refund.step'
import { lockLiveRefunds, type Suspense } from '@/lib/billing/payment/refund.load'
import { holdsOurMoney, suspenseLife } from '@/lib/billing/payment/suspense.rules'
import { formatYuan, negate } from '@/lib/kernel/money'
import { refundRemark, tellCustomer } from './end-refund.step'
import type { ConsoleFact } from './record-console-refund.step'

type OfEntry = ConsoleFact & { entry: Suspense; order: Order | null }

/**
 * Money in suspense that was given back whole at the gateway's own console. What does not fit, a part or money that
 * is kept for an order that is not paid yet, is written beside the entry for finance; then the answer is false.
 */
export async function giveBackSuspended(tx: Tx, fact: OfEntry): Promise<boolean> {
  const { entry, order, number, amountFen, notice, now } = fact
  const live = await lockLiveRefunds(tx, { suspenseId: entry.id })
  const fits =
    holdsOurMoney(entry) &&
    amountFen === entry.amountFen &&
    suspenseLife.can('give-back', entry.status) &&
    live.every((refund) => refund.status === 'requested' || refund.route === notice.channel)
  if (!fits) {
    await noteOnSuspense(
      tx,
      entry,
      `渠道侧退款 / Refunded at the channel: ¥${formatYuan(amountFen)}, ${number}`,
    )
    return false
  }
  // The gateway gives a trade back once: what we had asked of it, or meant to, comes to nothing.
  for (const refund of live)
    await moveRefund(tx, refund, 'close', { nextQueryAt: null, trouble: 'CONSOLE_REFUND' })
  await moveSuspense(tx, entry, order, 'give-back')
  const at = notice.happenedAt ?? now
  const id = await recordConsoleRefund(tx, {
    number,
    order,
    paymentId: null,
    suspenseId: entry.id,
    route: notice.channel,
    amountFen: entry.amountFen,
    tradeFen: entry.amountFen,
    outTradeNo: entry.outTradeNo,
    removedUnits: 0n,
    at,
  })
  if (order) await tellCustomer(tx, { id })
  await postTransaction(tx, {
    accountId: null,
    kind: 'refund-sent',
    amountFen: negate(entry.amountFen),
    channel: notice.channel,
    order,
    productCode: null,
    ...(await refundRemark(tx, { number }, order)),
    occurredAt: at,
    postings: sentBack([{ ledger: 'suspense', amountFen: entry.amountFen }], notice.channel),
  })
  return true
}
