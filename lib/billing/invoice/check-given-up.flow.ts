import 'server-only'
import type { StaffActor } from '@/lib/auth/actor'
import { findInvoiceChannel } from '@/lib/gateway/invoice-channels'
import { Refusal } from '@/lib/kernel/refusal'
import { listFailedRequests } from './issuing.queries'

/**
 * Asks a channel once more about what failed there, before it is given up or issued by hand. Throws
 * `application.not-given-up` unless the channel says of each that it failed, was voided or never was.
 */
export async function checkGivenUp(actor: StaffActor, applicationId: string): Promise<void> {
  for (const { channel: name, taxpayerId, requestNo } of await listFailedRequests(actor, applicationId)) {
    const channel = name === null ? null : findInvoiceChannel(name, taxpayerId)
    // A channel that is not set up any more cannot be asked, and must not keep everything waiting.
    if (!channel) continue
    const { kind } = await channel.query(requestNo)
    if (kind !== 'failed' && kind !== 'voided' && kind !== 'not-exist')
      throw new Refusal('application.not-given-up')
  }
}
