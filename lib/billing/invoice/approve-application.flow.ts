import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { offeredInvoiceChannels } from '@/lib/gateway/invoice-channels'
import { approveApplication } from './approve-application.command'

/** Approves an application; its channel is chosen among those that are set up here. */
async function approve(actor: Actor, raw: unknown) {
  return approveApplication(actor, { ...(raw as object), offered: offeredInvoiceChannels() })
}

export const approveForIssuing = Object.assign(approve, {
  commandName: approveApplication.commandName,
  by: approveApplication.by,
})
