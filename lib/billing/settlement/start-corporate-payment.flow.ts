import 'server-only'
import { may, type MemberActor } from '@/lib/auth/actor'
import { openCorporatePayment } from '@/lib/billing/payment/open-corporate-payment.command'
import { findOpenPayment } from '@/lib/billing/payment/payment.queries'
import { Refusal } from '@/lib/kernel/refusal'
import { closeFormer } from './close-former.flow'

/**
 * Chooses a bank transfer for an order. A former attempt is closed at its gateway first, so that nobody pays twice; if
 * that finds it paid, it stands and the choice is refused as `payment.just-paid`.
 */
export async function startCorporatePayment(
  actor: MemberActor,
  input: { attemptId: string; orderId: string },
): Promise<void> {
  // Asked here as well as by the command: closing the former attempt comes before it.
  if (!may(actor, openCorporatePayment.by)) throw new Refusal('actor.forbidden')
  const former = await findOpenPayment(actor, input.orderId)
  if (former) await closeFormer(former)
  await openCorporatePayment(actor, input)
}
