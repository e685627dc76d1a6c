import 'server-only'
import type { StaffActor } from '@/lib/auth/actor'
import { findInvoiceChannel } from '@/lib/gateway/invoice-channels'
import { Refusal } from '@/lib/kernel/refusal'
import { findAtChannel } from './issuing.queries'

/**
 * Asks the channel about an invoice that the office is about to record, so that one yuan never gets two: what failed
 * there must have failed for good, and one that it has issued is recorded under its own number, or is void. Returns the
 * number that the channel says is void.
 */
export async function checkByHand(
  actor: StaffActor,
  { invoiceId, number }: { invoiceId: string; number: string },
): Promise<string | null> {
  const asked = await findAtChannel(actor, invoiceId)
  // The command holds the rest of what is told of it against what it finds.
  if (!asked || asked.number === number) return null
  const channel = asked.channel === null ? null : findInvoiceChannel(asked.channel, asked.taxpayerId)
  // A channel that is not set up any more cannot be asked, and must not keep everything waiting.
  if (!channel) return null
  const { kind } = await channel.query(asked.requestNo)
  if (kind === 'voided') return asked.number
  if (asked.number !== null && kind === 'issued') return null
  if (asked.number === null && (kind === 'failed' || kind === 'not-exist')) return null
  throw new Refusal('application.not-given-up')
}
