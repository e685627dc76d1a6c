import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { refunds } from '@/db/schema/payment'
import { Refusal } from '@/lib/kernel/refusal'
import type { Refund } from './refund.load'
import { refundLife, type RefundVerb } from './refund.rules'

type Settable = Omit<PgUpdateSetSource<typeof refunds>, 'id' | 'number' | 'status' | 'amountFen' | 'tradeFen'>

/**
 * Moves a refund by a verb of its lifecycle. Throws `refund.changed-meanwhile` where the verb is not allowed or the
 * refund is no longer in the state that was read.
 */
export async function moveRefund(
  tx: Tx,
  refund: Refund,
  verb: RefundVerb,
  set: Settable = {},
): Promise<void> {
  const status = refundLife.next(verb, refund.status)
  if (status === null) throw new Refusal('refund.changed-meanwhile')
  const rows = await tx
    .update(refunds)
    .set({ ...set, status })
    .where(and(eq(refunds.id, refund.id), eq(refunds.status, refund.status)))
    .returning({ id: refunds.id })
  if (rows.length !== 1) throw new Refusal('refund.changed-meanwhile')
}

/** Notes something on a refund that leaves it where it stands: when to ask again, what the gateway said, the payee. */
export async function noteOnRefund(tx: Tx, refund: Pick<Refund, 'id'>, set: Settable): Promise<void> {
  await tx.update(refunds).set(set).where(eq(refunds.id, refund.id))
}
