import { isElectronic, type InvoiceKind } from './kind.rules'

export const issuingChannels = ['manual', 'nuonuo', 'etax-workbook'] as const

export type IssuingChannel = (typeof issuingChannels)[number]

/** Seconds until the channel is asked again: the tax bureau needs a few, paper and trouble take longer. */
const ASK_AFTER_SECONDS = [2, 2, 3, 5, 10, 20, 40, 60, 120, 300, 600] as const
/** How long a turn has an application for itself; one that was killed is taken over then. */
export const TURN_SECONDS = 30
/** A hint from outside brings a question forward, but not closer to the last one than this. */
export const HINT_PAUSE_SECONDS = 2

export function askDelaySeconds(queries: number): number {
  return ASK_AFTER_SECONDS[Math.min(queries, ASK_AFTER_SECONDS.length - 1)] ?? 600
}

/** Which kinds a way of issuing can issue: the tax bureau's workbook takes no paper. */
export function canIssue(channel: IssuingChannel, kind: InvoiceKind): boolean {
  return channel !== 'etax-workbook' || isElectronic(kind)
}

/** How a seller's invoices of a kind are issued: as its settings say, by hand where that channel cannot or is not offered. */
export function channelFor(settings: unknown, kind: InvoiceKind, offered: readonly string[]): IssuingChannel {
  const wanted = (settings as Readonly<Record<string, unknown>> | null)?.[kind]
  const channel = issuingChannels.find((each) => each === wanted) ?? 'manual'
  if (!canIssue(channel, kind)) return 'manual'
  return channel !== 'nuonuo' || offered.includes(channel) ? channel : 'manual'
}

/** Whether a channel asks the network by itself: then nobody else may issue meanwhile. */
export function issuesByItself(channel: string | null): channel is 'nuonuo' {
  return channel === 'nuonuo'
}

/** An official file, as the channel or the office gave it. */
export type IssuedFile = { format: 'pdf' | 'ofd' | 'xml'; content: Uint8Array }

/** What an invoice says, in the channel's answer or in its XML. */
export type Printed = {
  number?: string
  issuedOn?: string
  buyerName?: string
  buyerTaxId?: string
  totalFen: bigint
  taxFen: bigint
}

/** What an issued invoice says otherwise than was ordered, by the name of the field; null where nothing does. */
export function differenceOf(expected: Required<Printed>, found: Printed): keyof Printed | null {
  const names = ['number', 'issuedOn', 'buyerName', 'buyerTaxId', 'totalFen', 'taxFen'] as const
  return names.find((name) => found[name] !== undefined && found[name] !== expected[name]) ?? null
}
