import 'server-only'
import { may, type Actor } from '@/lib/auth/actor'
import { parseInput } from '@/lib/command/parse-input'
import { offeredInvoiceChannels } from '@/lib/gateway/invoice-channels'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import type { IssuingChannel } from './channel.rules'
import { saveSellerInvoicing } from './save-seller-invoicing.command'
import { saveSellerInvoicingInput } from './seller-invoicing.input'
import { channelProblems } from './seller-invoicing.rules'

/** The ways of issuing that are there; by hand and by the tax bureau's workbook need no settings. */
export function offeredIssuingChannels(): readonly IssuingChannel[] {
  return ['manual', 'etax-workbook', ...offeredInvoiceChannels()]
}

/** Saves what stands on a seller's invoices, each kind by a way that is offered and can issue it. */
async function save(actor: Actor, raw: unknown): Promise<{ sellerId: string }> {
  if (!may(actor, saveSellerInvoicing.by)) throw new Refusal('actor.forbidden')
  const { channels } = parseInput(saveSellerInvoicingInput, raw)
  const problems = channelProblems(channels, offeredIssuingChannels())
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  return saveSellerInvoicing(actor, raw)
}

export const saveInvoicing = Object.assign(save, {
  commandName: saveSellerInvoicing.commandName,
  by: saveSellerInvoicing.by,
})
