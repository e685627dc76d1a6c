import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { payments } from '@/db/schema/payment'
import type { Order } from '@/lib/billing/order/order.load'
import { readableCode } from '@/lib/kernel/id'
import type { Payment } from './payment.load'
import { REMARK_BODY, withCheck } from './remark-code.rules'
import { closeOpenAttempts } from './settle-attempt.step'

/** A code that is taken already is met about once in ten thousand million. */
const TRIES = 5

export type CorporateAttempt = { payment: Payment; changed: boolean }

/**
 * The attempt of an order by bank transfer, open again if another one replaced it meanwhile; null before the first. An
 * order keeps one remittance remark, since a transfer that carries it may be on its way. Call under the order's lock.
 */
export async function resumeCorporateAttempt(
  tx: Tx,
  orderId: string,
  now: Date,
): Promise<CorporateAttempt | null> {
  const [known] = await tx
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.orderId, orderId),
        eq(payments.channel, 'corporate'),
        sql`${payments.status} <> 'settled'`,
      ),
    )
    .orderBy(desc(payments.startedAt))
    .limit(1)
  if (!known) return null
  if (known.status === 'open') return { payment: known, changed: false }
  await closeOpenAttempts(tx, orderId, now)
  const [resumed] = await tx
    .update(payments)
    .set({ status: 'open', closedAt: null })
    .where(eq(payments.id, known.id))
    .returning()
  return resumed ? { payment: resumed, changed: true } : null
}

type FirstAttempt = { attemptId: string; description: string; expiresAt: Date; now: Date }

/** The first attempt of an order by bank transfer, for its whole amount; its number is the remittance remark. */
export async function beginCorporateAttempt(
  tx: Tx,
  order: Order,
  { attemptId, description, expiresAt, now }: FirstAttempt,
): Promise<CorporateAttempt> {
  await closeOpenAttempts(tx, order.id, now)
  for (let tries = 0; tries < TRIES; tries++) {
    const [begun] = await tx
      .insert(payments)
      .values({
        id: attemptId,
        accountId: order.accountId,
        orderId: order.id,
        channel: 'corporate',
        device: 'desktop',
        outTradeNo: withCheck(readableCode(REMARK_BODY)),
        status: 'open',
        amountFen: order.amountFen,
        description,
        startedAt: now,
        expiresAt,
      })
      .onConflictDoNothing({ target: payments.outTradeNo })
      .returning()
    if (begun) return { payment: begun, changed: true }
  }
  throw new Error('no remittance remark was free')
}
