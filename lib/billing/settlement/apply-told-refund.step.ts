import 'server-only'
import type { Tx } from '@/db/client'
import { moveRefund, noteOnRefund } from '@/lib/billing/payment/move-refund.step'
import type { Gateway } from '@/lib/billing/payment/payment.rules'
import type { FoundRefund } from '@/lib/billing/payment/refund.load'
import { judgeRefund, type ToldRefund } from '@/lib/billing/payment/refund.rules'
import { finishRefund, freeRefund } from './end-refund.step'

type When = {
  /** Who tells, and so how the money went. */
  gateway: Gateway
  at: Date
  now: Date
  channelRefundNo: string | null
}

/** What a gateway told of a locked refund, by an answer or a notice, and what came of it. */
export async function applyToldRefund(
  tx: Tx,
  found: FoundRefund,
  told: ToldRefund,
  { gateway, at, now, channelRefundNo }: When,
): Promise<'done' | 'closed' | 'abnormal' | 'waiting' | 'nothing'> {
  const { refund } = found
  const verdict = judgeRefund(told, refund)
  switch (verdict.kind) {
    case 'finish':
      await finishRefund(tx, found, { route: gateway, at, userId: null, set: { channelRefundNo } })
      return 'done'
    case 'close':
      await moveRefund(tx, refund, 'close', { nextQueryAt: null })
      await freeRefund(tx, found, now)
      return 'closed'
    case 'turn-abnormal':
      await moveRefund(tx, refund, 'turn-abnormal')
      return 'abnormal'
    case 'wait':
      if (verdict.trouble !== refund.trouble) await noteOnRefund(tx, refund, { trouble: verdict.trouble })
      return 'waiting'
    case 'nothing':
      return 'nothing'
  }
}
