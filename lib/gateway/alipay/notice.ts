import type { AlipaySdk } from 'alipay-sdk'
import type { Money } from '@/lib/kernel/money'
import { readBeijingTime } from '../beijing-time'
import { readAmount } from './amount'
import { createNoticeVerifier } from './strict-sdk'

export type NoticeToRead = {
  /** The form as it came, still encoded. */
  readonly body: string
  /** Base64 SPKI, or PEM. */
  readonly alipayPublicKey: string
  readonly appId: string
  /** The seller's 2088… number, or the address the account goes by. */
  readonly sellerId: string
}

export type NoticeEvent = 'paid' | 'refund' | 'closed' | 'pending'

/**
 * `verified` is the signature alone; `event` is what the notice says; `outcome` is what may be believed of it:
 * the event, or `refused` for a forged, foreign or senseless one. `fen` is the whole payment, `refundFen` the sum
 * of its refunds so far. Nothing of an unverified notice is handed on.
 */
export type AlipayNotice = {
  readonly verified: boolean
  readonly outcome: NoticeEvent | 'refused'
  readonly event: NoticeEvent | null
  readonly foreign: 'app' | 'seller' | null
  readonly outTradeNo: string | null
  readonly tradeNo: string | null
  readonly notifyId: string | null
  readonly fen: Money | null
  readonly refundFen: Money | null
  readonly refundNo: string | null
  readonly paidAt: Date | null
  /** Of the newest refund. */
  readonly refundedAt: Date | null
  readonly params: Readonly<Record<string, string>>
}

type Params = Readonly<Record<string, string>>

/** What the business reads. Signed text has no escapes, so a value may not smuggle one of these inside itself. */
const SMUGGLED =
  /&(app_id|gmt_payment|gmt_refund|notify_id|out_trade_no|refund_fee|seller_email|seller_id|total_amount|trade_no|trade_status)=/

/** Reads an asynchronous notice of a trade. Never throws, whatever the body or the key. */
export function readNotice({ body, alipayPublicKey, appId, sellerId }: NoticeToRead): AlipayNotice {
  const params = readForm(body)
  if (params === null || !isSigned(params, alipayPublicKey)) return FORGED
  const text = (name: string) => params[name] || null
  const fen = readAmount(text('total_amount'))
  const refundFen = readAmount(text('refund_fee'))
  const foreign = foreignOf(params, appId, sellerId)
  const sane = isSane(params, fen, refundFen)
  const event = sane ? eventOf(params, refundFen) : null
  return {
    verified: true,
    outcome: event === null || foreign !== null ? 'refused' : event,
    event,
    foreign,
    outTradeNo: text('out_trade_no'),
    tradeNo: text('trade_no'),
    notifyId: text('notify_id'),
    fen,
    refundFen,
    refundNo: text('out_biz_no'),
    paidAt: readBeijingTime(text('gmt_payment')),
    refundedAt: readBeijingTime(text('gmt_refund')),
    params,
  }
}

const FORGED: AlipayNotice = {
  verified: false,
  outcome: 'refused',
  event: null,
  foreign: null,
  outTradeNo: null,
  tradeNo: null,
  notifyId: null,
  fen: null,
  refundFen: null,
  refundNo: null,
  paidAt: null,
  refundedAt: null,
  params: {},
}

/** Decodes once, as forms are; a lone % stays what it is. Null where a name occurs twice: which one was signed? */
function readForm(body: string): Params | null {
  const entries = [...new URLSearchParams(body)]
  const names = new Set(entries.map(([name]) => name))
  return names.size === entries.length ? Object.fromEntries(entries) : null
}

/**
 * The SDK would take the algorithm from the notice, and throws on one it does not know, so RSA2 is settled before.
 * Alipay's documents drop empty values from the signed text and its Java SDK keeps them; both readings mean the same.
 */
function isSigned(params: Params, alipayPublicKey: string): boolean {
  if (params['sign_type'] !== 'RSA2' || !params['sign']) return false
  const filled = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''))
  try {
    const verifier = verifierFor(alipayPublicKey)
    return verifier.checkNotifySignV2(filled) || verifier.checkNotifySignV2(params)
  } catch {
    return false
  }
}

let latest: { readonly key: string; readonly sdk: AlipaySdk } | null = null

function verifierFor(alipayPublicKey: string): AlipaySdk {
  if (latest?.key !== alipayPublicKey)
    latest = { key: alipayPublicKey, sdk: createNoticeVerifier(alipayPublicKey) }
  return latest.sdk
}

function foreignOf(params: Params, appId: string, sellerId: string): 'app' | 'seller' | null {
  if (!appId || params['app_id'] !== appId) return 'app'
  if (!sellerId || (params['seller_id'] !== sellerId && params['seller_email'] !== sellerId)) return 'seller'
  return null
}

function isSane(params: Params, fen: Money | null, refundFen: Money | null): boolean {
  const whole = Object.entries(params).every(([name, value]) => /^\w+$/.test(name) && !SMUGGLED.test(value))
  if (!whole || !params['out_trade_no'] || fen === null || fen === 0n) return false
  return !params['refund_fee'] || (refundFen !== null && refundFen <= fen)
}

/** A trade stays TRADE_SUCCESS after a partial refund and becomes TRADE_CLOSED by a full one: the refund tells. */
function eventOf(params: Params, refundFen: Money | null): NoticeEvent | null {
  const refunded = Boolean(params['gmt_refund']) || (refundFen !== null && refundFen > 0n)
  switch (params['trade_status'] ?? '') {
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return !params['trade_no'] ? null : refunded ? 'refund' : 'paid'
    case 'TRADE_CLOSED':
      return refunded ? 'refund' : 'closed'
    case 'WAIT_BUYER_PAY':
      return 'pending'
    default:
      return null
  }
}
