import { fenFrom, type Fen } from './money'
import { object } from './json'

export const CHANNELS = ['wechatpay', 'alipay'] as const
export type Channel = (typeof CHANNELS)[number]

/** All that can go wrong: those who take payments, and Nuonuo, who issues invoices. */
export const PLATFORMS = [...CHANNELS, 'nuonuo'] as const
export type Platform = (typeof PLATFORMS)[number]

export function isPlatform(value: unknown): value is Platform {
  return PLATFORMS.some((platform) => platform === value)
}

export function isChannel(value: unknown): value is Channel {
  return CHANNELS.some((channel) => channel === value)
}

/** What goes wrong at a channel until it is reset. Counts are used up by the calls that they hit. */
export interface Faults {
  /** Notices are lost on the way: they count as tried and come again by the retry schedule. */
  dropNotices: boolean
  /** How many copies of each notice are sent at once; 0 and 1 both mean one. */
  duplicateNotices: number
  /** Holds back the first try of each notice. */
  delayNoticesMs: number
  /** Gathers first tries for `delayNoticesMs` or half a second and sends the newest first. */
  reorderNotices: boolean
  /** Precedes each notice with one whose signature is wrong. */
  badSignatureProbes: boolean
  /** Notices and queries tell this amount. */
  wrongAmountFen: Fen | null
  /** Notices (WeChat Pay: queries too) name another merchant or another app. */
  wrongSeller: boolean
  wrongApp: boolean
  /** Notices and answers are signed with a key that nobody was told of. */
  unknownKey: boolean
  /** Shifts the timestamp of WeChat Pay's signatures. */
  timestampOffsetSeconds: number
  /** The key that signs WeChat Pay's notices: `mixed` takes turns. */
  noticeKey: 'public-key' | 'certificate' | 'mixed'
  /** Refunds are refused because the merchant's balance is short. */
  notEnough: boolean
  /** Refunds are accepted and nothing more happens to them until this is taken back. */
  refundsStayProcessing: boolean
  /** WeChat Pay's refunds asked for meanwhile end so: the payer's card does not take them, or they are given up. */
  refundsAbnormal: boolean
  refundsClose: boolean
  /** WeChat Pay refuses its page for phones to a merchant who has not applied for it. */
  noH5Permission: boolean
  /** A merchant who has only WeChat Pay's public key finds no certificates. */
  noCertificates: boolean
  /** Nuonuo: what is asked for meanwhile is taken and then not issued, or issued and not sealed. */
  issueFails: boolean
  sealFails: boolean
  /** Nuonuo: each invoice takes so much longer. */
  issueDelayMs: number
  /** Nuonuo: what is issued meanwhile has another amount of tax, or names another buyer in its XML. */
  issuesOtherwise: 'amount' | 'buyer' | null
  /** Nuonuo: files are not told of, or a page is answered in their place. */
  noFiles: boolean
  wrongFiles: boolean
  /** Nuonuo: a red-letter form asked for meanwhile waits for the buyer, since the buyer has used the invoice. */
  formNeedsConfirmation: boolean
  /** Each call is answered so much later. */
  slowMs: number
  /** So many calls are done but never answered. */
  timeoutNext: number
  /** So many calls are answered with HTTP 500 and not done. */
  failNext: number
  /** So many calls are done and answered with an HTML page. */
  nonsenseNext: number
  /** So many calls are done and answered with a wrong signature. */
  badSignatureNext: number
  /** Narrows the four above to one kind of call; null means any. */
  only: Operation | null
}

export const OPERATIONS = [
  ...(['create', 'query', 'close', 'refund', 'refund-query', 'certificates'] as const),
  ...(['issue', 'retry', 'void', 'red-form', 'red-issue', 'file'] as const),
] as const
export type Operation = (typeof OPERATIONS)[number]

type NextFault = 'timeoutNext' | 'failNext' | 'nonsenseNext' | 'badSignatureNext'

const NONE: Faults = {
  dropNotices: false,
  duplicateNotices: 0,
  delayNoticesMs: 0,
  reorderNotices: false,
  badSignatureProbes: false,
  wrongAmountFen: null,
  wrongSeller: false,
  wrongApp: false,
  unknownKey: false,
  timestampOffsetSeconds: 0,
  noticeKey: 'public-key',
  notEnough: false,
  refundsStayProcessing: false,
  refundsAbnormal: false,
  refundsClose: false,
  noH5Permission: false,
  noCertificates: false,
  issueFails: false,
  sealFails: false,
  issueDelayMs: 0,
  issuesOtherwise: null,
  noFiles: false,
  wrongFiles: false,
  formNeedsConfirmation: false,
  slowMs: 0,
  timeoutNext: 0,
  failNext: 0,
  nonsenseNext: 0,
  badSignatureNext: 0,
  only: null,
}

const WORDS: Partial<Record<keyof Faults, readonly (string | null)[]>> = {
  noticeKey: ['public-key', 'certificate', 'mixed'],
  issuesOtherwise: ['amount', 'buyer', null],
  only: [...OPERATIONS, null],
}

/** The faults of each channel. They are forgotten when the process ends. */
export class FaultBoard {
  private readonly current: Record<Platform, Faults> = { wechatpay: NONE, alipay: NONE, nuonuo: NONE }

  of(channel: Platform): Faults {
    return this.current[channel]
  }

  /** Sets the members given, leaves the others; the text says what is wrong with them, null that they were taken. */
  set(channel: Platform, changes: unknown): string | null {
    const accepted: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(object(changes))) {
      if (!(name in NONE)) return `There is no fault "${name}".`
      const member = read(name as keyof Faults, value)
      if (member === undefined) return `"${name}" cannot be ${JSON.stringify(value)}.`
      accepted[name] = member
    }
    this.current[channel] = { ...this.current[channel], ...accepted }
    return null
  }

  reset(channel: Platform): void {
    this.current[channel] = NONE
  }

  /** Whether this fault hits this call, which uses up one of its count. */
  takeNext(channel: Platform, fault: NextFault, operation: Operation): boolean {
    const faults = this.current[channel]
    if (faults[fault] === 0 || (faults.only !== null && faults.only !== operation)) return false
    this.current[channel] = { ...faults, [fault]: faults[fault] - 1 }
    return true
  }
}

function read(name: keyof Faults, value: unknown): unknown {
  const words = WORDS[name]
  if (words) return words.some((word) => word === value) ? value : undefined
  if (name === 'wrongAmountFen') return value === null ? null : (fenFrom(value) ?? undefined)
  if (typeof NONE[name] === 'boolean') return typeof value === 'boolean' ? value : undefined
  if (typeof value === 'boolean') return value ? 1 : 0
  const least = name === 'timestampOffsetSeconds' ? Number.MIN_SAFE_INTEGER : 0
  return Number.isSafeInteger(value) && (value as number) >= least ? value : undefined
}
