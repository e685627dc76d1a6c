import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { noteOnRefund, moveRefund } from '@/lib/billing/payment/move-refund.step'
import { lockRefund, type FoundRefund, type Refund } from '@/lib/billing/payment/refund.load'
import { isLive, refundDelaySeconds } from '@/lib/billing/payment/refund.rules'
import { command } from '@/lib/command/command'
import { notFound } from '@/lib/kernel/refusal'
import { freeRefund } from './end-refund.step'
import { refundInput } from './refund.input'

/**
 * Takes the next step of a refund at its gateway for oneself, if one is due: `send` what the gateway has never heard
 * of, `ask` about the rest. Before the first step it looks again, under the order's lock, that the money must still go
 * back; where it need not any more, the refund is `dropped`.
 */
export const claimRefund = command({
  name: 'refund.claim',
  by: 'system',
  input: refundInput,
  async run({ tx, now }, { refundId }): Promise<{ step: 'send' | 'ask' | 'dropped'; refund: Refund } | null> {
    const found = await lockRefund(tx, refundId)
    if (!found) throw notFound()
    const { refund } = found
    if (refund.route === 'bank' || !isLive(refund.status) || !(await isDue(tx, refund))) return null
    if (refund.sentAt !== null) {
      await noteOnRefund(tx, refund, nextTry(refund))
      return { step: 'ask', refund }
    }
    if (isNeeded(found)) {
      await moveRefund(tx, refund, 'send', { ...nextTry(refund), sentAt: now })
      return { step: 'send', refund }
    }
    await moveRefund(tx, refund, 'close', { nextQueryAt: null, trouble: 'NOT_NEEDED' })
    await freeRefund(tx, found, now)
    return { step: 'dropped', refund }
  },
  audit: ({ refundId }, claimed) =>
    claimed && {
      subject: refundId,
      account: claimed.refund.accountId,
      detail: { step: claimed.step, queries: claimed.refund.queries + 1 },
    },
})

/** Database time: retries are no business fact. */
async function isDue(tx: Tx, { nextQueryAt }: Refund): Promise<boolean> {
  if (nextQueryAt === null) return false
  const [row] = await tx.execute(sql`select ${nextQueryAt.toISOString()}::timestamptz <= now() as due`)
  return row?.['due'] === true
}

function nextTry({ queries }: Refund) {
  const delay = refundDelaySeconds(queries + 1)
  return {
    queries: queries + 1,
    nextQueryAt: sql`now() + ${delay} * interval '1 second'`,
    // Until this try has ended nobody may send the money another way.
    trouble: null,
  }
}

/** What the product found by itself must still be so: the order cannot use the money. */
function isNeeded({ refund, order }: FoundRefund): boolean {
  if (refund.reason === 'paid-after-cancel') return order?.status === 'cancelled'
  if (refund.reason === 'paid-twice') return order !== null && order.paidAt !== null
  return true
}
