import 'server-only'
import type { Tx } from '@/db/client'
import type { StaffActor } from '@/lib/auth/actor'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { lockOrder, type Order } from '@/lib/billing/order/order.load'
import { findOrderOf, lockTransfer, type Transfer } from '@/lib/billing/transfer/transfer.load'
import { transferLife } from '@/lib/billing/transfer/transfer.rules'
import { notFound, Refusal } from '@/lib/kernel/refusal'

/**
 * Locks the order of a transfer, then the transfer, for somebody who is to decide on it. Refuses with
 * `staff.own-account`, and with `transfer.decided-meanwhile` where it was decided on already.
 */
export async function lockToDecide(
  tx: Tx,
  actor: StaffActor,
  transferId: string,
): Promise<{ order: Order; transfer: Transfer }> {
  const orderId = await findOrderOf(tx, transferId)
  const order = orderId && (await lockOrder(tx, orderId))
  const transfer = await lockTransfer(tx, transferId)
  if (!order || !transfer) throw notFound()
  await checkNoMember(tx, actor, transfer.accountId)
  if (!transferLife.can('reject', transfer.status)) throw new Refusal('transfer.decided-meanwhile')
  return { order, transfer }
}

/** Refuses where the transfer was confirmed, or confirmed anew, after the page that decides was shown. */
export function checkAsSeen(transfer: Transfer, seen: string): void {
  if ((transfer.confirmedAt?.toISOString() ?? '') !== seen) throw new Refusal('transfer.decided-meanwhile')
}
