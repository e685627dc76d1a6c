import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { findInvoiceChannel } from '@/lib/gateway/invoice-channels'
import type { InvoiceChannel, InvoiceState, Taken } from '@/lib/gateway/invoice-channel'
import type { Refused, Unknown } from '@/lib/gateway/payment-channel'
import { claimIssuing } from './claim-issuing.command'
import { endIssuingTurn } from './end-issuing-turn.command'
import type { TurnOutcome } from './issuing.input'
import { noteAsked } from './note-asked.command'
import { noteTaken } from './note-taken.command'
import { orderFor, type Claimed, type PendingInvoice } from './compose-order.flow'
import { recordFromChannel } from './record-from-channel.flow'

/**
 * Takes an application one step on at its channel, if a step is due: asks it to issue what it was not asked yet, and
 * what became of the rest. Whatever was asked is written down before. Says whether a step was due.
 */
export async function issueApplication(applicationId: string): Promise<boolean> {
  const claimed = await claimIssuing(SYSTEM, { applicationId })
  if (!claimed) return false
  const { channel: name, seller, pending, application } = claimed
  const channel = findInvoiceChannel(name, seller.taxpayerId)
  const outcomes: TurnOutcome[] = []
  for (const invoice of pending) {
    // A channel that is silent is not asked for each of a hundred invoices.
    const silent = outcomes.some(({ kind }) => kind === 'unknown')
    const step = channel && !silent ? await pursue(channel, claimed, invoice) : notAsked(channel)
    if (step) outcomes.push({ ...step, invoiceId: invoice.id })
  }
  await endIssuingTurn(SYSTEM, { applicationId, turn: application.queries, outcomes })
  return true
}

export type Step = Omit<TurnOutcome, 'invoiceId'>

const WAITING: Step = { kind: 'waiting', trouble: null }
const notAsked = (channel: InvoiceChannel | null): Step => ({
  kind: 'unknown',
  trouble: channel ? null : 'channel-off',
})

/** One invoice: null once it is written down as issued. */
async function pursue(
  channel: InvoiceChannel,
  claimed: Claimed,
  invoice: PendingInvoice,
): Promise<Step | null> {
  if (invoice.askedAt === null) return ask(channel, claimed, invoice)
  return follow(channel, claimed, invoice, await channel.query(invoice.requestNo))
}

/** The first call, or the one that the office wants after a failure: then what failed is retried under its number. */
async function ask(channel: InvoiceChannel, claimed: Claimed, invoice: PendingInvoice): Promise<Step | null> {
  if (!(await noteAsked(SYSTEM, { invoiceId: invoice.id }))) return WAITING
  if (invoice.channelSerial === null) return order(channel, claimed, invoice)
  const state = await channel.query(invoice.requestNo)
  return state.kind === 'failed' ? retry(channel, claimed, invoice) : follow(channel, claimed, invoice, state)
}

async function order(channel: InvoiceChannel, claimed: Claimed, invoice: PendingInvoice): Promise<Step> {
  return answered(invoice, await channel.issue(orderFor(claimed, invoice)))
}

/** A no to the retry may mean that it was issued meanwhile, so what it is now decides. */
async function retry(
  channel: InvoiceChannel,
  claimed: Claimed,
  invoice: PendingInvoice,
): Promise<Step | null> {
  const answer = await channel.retry(invoice.requestNo)
  if (answer.kind !== 'refused') return answered(invoice, answer)
  const state = await channel.query(invoice.requestNo)
  return state.kind === 'failed' ? failed(wordsOf(answer)) : follow(channel, claimed, invoice, state)
}

async function answered(invoice: PendingInvoice, answer: Taken | Refused | Unknown): Promise<Step> {
  switch (answer.kind) {
    case 'taken':
      await noteTaken(SYSTEM, { invoiceId: invoice.id, serial: answer.serial })
      return WAITING
    case 'refused':
      return failed(wordsOf(answer))
    case 'unknown':
      return { kind: 'unknown', trouble: answer.why }
  }
}

async function follow(
  channel: InvoiceChannel,
  claimed: Claimed,
  invoice: PendingInvoice,
  state: InvoiceState,
): Promise<Step | null> {
  switch (state.kind) {
    case 'issued':
      return recordFromChannel(channel, claimed, invoice, state)
    case 'issuing':
      return WAITING
    case 'unsealed':
      // It exists; what is missing are its signed files.
      await channel.retry(invoice.requestNo)
      return { kind: 'waiting', trouble: 'unsealed' }
    case 'failed':
      return failed(state.why)
    case 'voided':
      return failed('voided')
    case 'not-exist':
      // The call never arrived. The same number with the same content can become one invoice only.
      return order(channel, claimed, invoice)
    case 'unknown':
      return { kind: 'unknown', trouble: state.why }
  }
}

function failed(trouble: string): Step {
  return { kind: 'failed', trouble }
}

function wordsOf({ code, message }: Refused): string {
  return `${code} ${message}`.trim()
}
