import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { suspense } from '@/db/schema/payment'
import { setOrderMoney } from '@/lib/billing/order/set-order-money.step'
import type { Order } from '@/lib/billing/order/order.load'
import { add, negate } from '@/lib/kernel/money'
import { Refusal } from '@/lib/kernel/refusal'
import type { Suspense } from './refund.load'
import { awaitsDecision, holdsOurMoney, suspenseLife, type SuspenseVerb } from './suspense.rules'

type Settable = Partial<
  Pick<
    typeof suspense.$inferInsert,
    | 'assignedAccountId'
    | 'assignedOrderId'
    | 'assignReason'
    | 'proposedBy'
    | 'proposedAt'
    | 'decidedBy'
    | 'decidedAt'
    | 'fourEyes'
    | 'note'
  >
>

/**
 * Moves money in suspense by a verb of its lifecycle, and counts on the order it names whether that still waits for a
 * decision. Both are locked. Throws `suspense.changed-meanwhile` where the verb is not allowed any more.
 */
export async function moveSuspense(
  tx: Tx,
  entry: Suspense,
  named: Order | null,
  verb: SuspenseVerb,
  set: Settable = {},
): Promise<void> {
  const status = suspenseLife.next(verb, entry.status)
  if (status === null) throw new Refusal('suspense.changed-meanwhile')
  const rows = await tx
    .update(suspense)
    .set({ ...set, status })
    .where(and(eq(suspense.id, entry.id), eq(suspense.status, entry.status)))
    .returning({ id: suspense.id })
  if (rows.length !== 1) throw new Refusal('suspense.changed-meanwhile')
  const before = awaitsDecision(entry.status)
  const after = awaitsDecision(status)
  if (!named || before === after || !holdsOurMoney(entry)) return
  const change = after ? entry.amountFen : negate(entry.amountFen)
  await setOrderMoney(tx, named, { suspendedFen: add(named.suspendedFen, change) })
}

/** Notes something on an entry that leaves it where it stands. */
export async function noteOnSuspense(tx: Tx, entry: Pick<Suspense, 'id'>, note: string): Promise<void> {
  await tx.update(suspense).set({ note }).where(eq(suspense.id, entry.id))
}
