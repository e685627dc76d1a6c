import 'server-only'
import type { Gateway } from '@/lib/billing/payment/payment.rules'
import { offeredChannels } from '@/lib/gateway/payment-channels'

/** The ways to pay whose settings are there, in the order they are shown. Calls nobody. */
export function listChannels(): Gateway[] {
  return offeredChannels().map((channel) => channel.name)
}
