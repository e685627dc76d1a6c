import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { moveRefund, noteOnRefund } from '@/lib/billing/payment/move-refund.step'
import { findGatewayOf, lockRefund, type FoundRefund } from '@/lib/billing/payment/refund.load'
import { refundLife } from '@/lib/billing/payment/refund.rules'
import { command } from '@/lib/command/command'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { freeRefund } from './end-refund.step'
import { declineRefundInput } from './refund.input'

const NOBODY = { payeeName: null, payeeBank: null, payeeAccount: null, payeeBy: null } as const

/**
 * Turns down what was asked for: a refund ends and frees what it had put aside. Money that must go back in any case
 * only loses its payee: an excess waits for another one, a diverted refund is its gateway's again.
 */
export const declineRefund = command({
  name: 'refund.decline',
  by: 'admin.refunds.decide',
  input: declineRefundInput,
  async run({ tx, actor, now }, { refundId, reason }) {
    const found = await lockRefund(tx, refundId)
    if (!found) throw notFound()
    const { refund } = found
    await checkNoMember(tx, actor, refund.accountId)
    if (!refundLife.can('decline', refund.status)) throw new Refusal('refund.changed-meanwhile')
    const outcome = await turnDown(tx, found, reason, { userId: actor.userId, now })
    return { refund, outcome }
  },
  audit: ({ refundId, reason }, { refund, outcome }) => ({
    subject: refundId,
    account: refund.accountId,
    detail: { refund: refund.number, amountFen: String(refund.amountFen), outcome, reason },
  }),
})

async function turnDown(
  tx: Tx,
  found: FoundRefund,
  reason: string,
  { userId, now }: { userId: string; now: Date },
): Promise<'declined' | 'payee-dropped' | 'back-at-gateway'> {
  const { refund } = found
  if (refund.sentAt !== null) {
    const route = await findGatewayOf(tx, found)
    const again = { ...NOBODY, route, declineReason: reason, nextQueryAt: sql`now()` }
    await moveRefund(tx, refund, 'divert-back', again)
    return 'back-at-gateway'
  }
  if (refund.reason === 'excess') {
    if (refund.payeeAccount === null) throw new Refusal('refund.payee-missing')
    await noteOnRefund(tx, refund, { ...NOBODY, declineReason: reason })
    return 'payee-dropped'
  }
  // Turning down needs no second person: whoever asked may take it back.
  const ended = { declineReason: reason, decidedBy: userId, decidedAt: now, fourEyes: 'not-needed' } as const
  await moveRefund(tx, refund, 'decline', ended)
  await freeRefund(tx, found, now, userId)
  return 'declined'
}
