import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { refunds } from '@/db/schema/payment'
import type { Order } from '@/lib/billing/order/order.load'
import { dayOf } from '@/lib/kernel/calendar'
import { newId, newNumber } from '@/lib/kernel/id'
import type { Money } from '@/lib/kernel/money'
import type { Refund } from './refund.load'

export type Payee = { payeeName: string; payeeBank: string; payeeAccount: string }

export type RefundToOpen = {
  /** Born at the form, where a person asks: pressing twice asks once. */
  id?: string
  /** Null for money of nobody known. */
  order: Pick<Order, 'id' | 'accountId'> | null
  paymentId: string | null
  suspenseId: string | null
  reason: Refund['reason']
  route: Refund['route']
  amountFen: Money
  /** What the gateway took in the trade that is refunded; the amount itself for a bank transfer. */
  tradeFen: Money
  outTradeNo: string | null
  lockedUnits?: bigint
  note?: string | null
  /** Null where the product itself found that money must go back; that needs no second person. */
  requestedBy: string | null
  /** Where a bank transfer goes, if the person who asks says so. */
  payee?: Payee | null
  now: Date
  fourEyes?: Refund['fourEyes']
}

/**
 * Writes down money that is to go back, with the number it keeps for ever. What the product itself sends back through
 * a gateway is approved at once; what a person asks for, or a bank must carry, waits for a decision.
 */
export async function openRefund(tx: Tx, refund: RefundToOpen): Promise<Refund> {
  const approved = refund.requestedBy === null && refund.route !== 'bank'
  const [row] = await tx
    .insert(refunds)
    .values({
      id: refund.id ?? newId(),
      // Short enough for both gateways: WeChat Pay and Alipay take 64 letters, digits and a few signs.
      number: `R${newNumber(dayOf(refund.now))}`,
      accountId: refund.order?.accountId ?? null,
      orderId: refund.order?.id ?? null,
      paymentId: refund.paymentId,
      suspenseId: refund.suspenseId,
      reason: refund.reason,
      status: approved ? 'approved' : 'requested',
      route: refund.route,
      amountFen: refund.amountFen,
      tradeFen: refund.tradeFen,
      outTradeNo: refund.outTradeNo,
      lockedUnits: refund.lockedUnits ?? 0n,
      note: refund.note ?? null,
      requestedBy: refund.requestedBy,
      requestedAt: refund.now,
      ...(refund.payee ? { ...refund.payee, payeeBy: refund.requestedBy } : {}),
      fourEyes: refund.fourEyes ?? 'not-needed',
      nextQueryAt: approved ? sql`now()` : null,
    })
    .returning()
  if (!row) throw new Error('the refund was not written')
  return row
}

type ConsoleRefund = {
  /** Where something was written for it before. */
  id?: string
  number: string
  order: Pick<Order, 'id' | 'accountId'> | null
  paymentId: string | null
  suspenseId: string | null
  route: Refund['route']
  amountFen: Money
  tradeFen: Money
  outTradeNo: string
  removedUnits: bigint
  at: Date
}

/** Writes down a refund that was made at the gateway's own console: done before this product heard of it. */
export async function recordConsoleRefund(tx: Tx, refund: ConsoleRefund): Promise<string> {
  const { id = newId(), removedUnits, at, order, ...facts } = refund
  await tx.insert(refunds).values({
    ...facts,
    id,
    accountId: order?.accountId ?? null,
    orderId: order?.id ?? null,
    reason: 'console',
    status: 'done',
    lockedUnits: removedUnits,
    requestedAt: at,
    doneAt: at,
    fourEyes: 'not-needed',
  })
  return id
}
