import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import type { InvoiceChannel, IssuedAtChannel, RedFormReading } from '@/lib/gateway/invoice-channel'
import { cutToBytes } from '@/lib/gateway/cut-text'
import type { Refused } from '@/lib/gateway/payment-channel'
import { claimRedForm } from './claim-red-form.command'
import { claimVoid } from './claim-void.command'
import type { ToldForm } from './correction.input'
import { standingOf } from './correction.rules'
import { fetchFiles } from './fetch-files.flow'
import { isElectronic } from './kind.rules'
import { tellRedForm } from './tell-red-form.command'
import { tellVoid } from './tell-void.command'

/** Finds the channel of a seller by its tax number; null where none is offered. */
export type ChannelOf = (name: 'nuonuo', taxpayerId: string) => InvoiceChannel | null

/**
 * Takes the next step of a red-letter form at its channel, if one is due: opens it, asks about it, issues its red invoice
 * once it is confirmed, fetches what is missing of that one's files, or takes it back. An unknown outcome is asked about
 * at the next turn. Says whether it took one.
 */
export async function followRedForm(formId: string, channelOf: ChannelOf): Promise<boolean> {
  const claimed = await claimRedForm(SYSTEM, { formId })
  const channel = claimed && channelOf('nuonuo', claimed.order.seller.taxpayerId)
  if (!claimed || !channel) return false
  const told = await stepAt(channel, claimed)
  if (told) await tellRedForm(SYSTEM, { formId, told })
  return true
}

type Claimed = NonNullable<Awaited<ReturnType<typeof claimRedForm>>>

type Order = Claimed['order']

async function stepAt(channel: InvoiceChannel, { step, order }: Claimed): Promise<ToldForm | null> {
  if (step === 'withdraw') {
    const answer = await channel.withdrawRedForm(order.requestNo)
    // Over by itself, say, or never arrived: then what it is now is asked.
    if (answer.kind === 'refused') return lookAt(channel, order)
    return answer.kind === 'withdrawn' ? answer : null
  }
  if (step === 'look') return lookAt(channel, order)
  if (step === 'ask') {
    const reading = await channel.queryRedForm(order.requestNo)
    if (reading.kind === 'unknown') return null
    if (reading.kind === 'form') {
      if (standingOf(reading.state) === 'confirmed' && !reading.red) return issue(channel, order, reading)
      return toldBy(channel, order, reading)
    }
  }
  const answer = await channel.openRedForm(order)
  if (answer.kind === 'taken') return { kind: 'taken', serial: answer.serial }
  return answer.kind === 'refused' ? { kind: 'refused', why: wordsOf(answer) } : null
}

/** What is there of a form that nobody wants any more; one that was never heard of is as good as taken back. */
async function lookAt(channel: InvoiceChannel, order: Order): Promise<ToldForm | null> {
  const reading = await channel.queryRedForm(order.requestNo)
  return reading.kind === 'not-exist' ? { kind: 'withdrawn' } : toldBy(channel, order, reading)
}

/** Code and words of a channel, for whoever has to act. */
const wordsOf = ({ code, message }: Refused) => cutToBytes(`${code} ${message}`.trim(), 400)

/** A confirmed form: its red invoice is asked for, and may be there at once. */
async function issue(
  channel: InvoiceChannel,
  order: Order,
  confirmed: Extract<RedFormReading, { kind: 'form' }>,
): Promise<ToldForm | null> {
  const answer = await channel.issueRed(order.requestNo)
  const reading = answer.kind === 'taken' ? await channel.queryRedForm(order.requestNo) : confirmed
  const why = answer.kind === 'refused' ? wordsOf(answer) : null
  const told = await toldBy(channel, order, reading.kind === 'form' ? reading : confirmed)
  return told?.kind === 'form' && why ? { ...told, why } : told
}

async function toldBy(
  channel: InvoiceChannel,
  order: Order,
  reading: RedFormReading,
): Promise<ToldForm | null> {
  if (reading.kind !== 'form') return null
  return { ...reading, red: reading.red && (await redOf(channel, order, reading.red)) }
}

/** What of its files cannot be fetched now is missing: the red number counts, whatever its files do. */
async function redOf(channel: InvoiceChannel, { kind }: Order, issued: IssuedAtChannel) {
  const { number, code, issuedOn, exclusiveFen, taxFen } = issued
  const fetched = await fetchFiles(channel, issued.files, isElectronic(kind))
  return { number, code, issuedOn, amountFen: exclusiveFen + taxFen, ...fetched }
}

/**
 * Has a channel declare the paper of a correction void, one after the other; each answer is written down before the next
 * is asked. What is unknown is asked about at the next turn. Says whether it took one.
 */
export async function voidAtChannel(correctionId: string, channelOf: ChannelOf): Promise<boolean> {
  for (let asked = 0; ; asked++) {
    const claimed = await claimVoid(SYSTEM, { correctionId })
    const channel = claimed && channelOf('nuonuo', claimed.taxpayerId)
    if (!claimed || !channel) return asked > 0
    const answer = await channel.voidPaper(claimed.paper)
    if (answer.kind === 'unknown') return true
    const refused = answer.kind === 'refused' ? wordsOf(answer) : null
    const { paper, turnUntil } = claimed
    await tellVoid(SYSTEM, { correctionId, invoiceId: paper.invoiceId, turnUntil, refused })
  }
}
