import type { Money } from '@/lib/kernel/money'

export type ChannelName = 'wechatpay' | 'alipay'

/** What one payment asks of a channel. Never changed once sent: the channel refuses the same number with other content. */
export type Attempt = {
  readonly outTradeNo: string
  readonly fen: Money
  readonly description: string
  readonly expiresAt: Date
  readonly notifyUrl: string
  readonly returnUrl?: string
  readonly clientIp?: string
  readonly device: 'desktop' | 'phone'
}

/** The channel heard us and said no. `code` is the channel's own and is what to switch on; the text is for people. */
export type Refused = {
  readonly kind: 'refused'
  readonly code: string
  readonly message: string
  readonly requestId: string | null
}

/**
 * Nobody knows whether it happened: no answer, an answer nobody signed, or nonsense. Neither failed nor done:
 * ask again later with the same numbers.
 */
export type Unknown = { readonly kind: 'unknown'; readonly why: string; readonly requestId: string | null }

export type Outcome<Value> = { readonly kind: 'ok'; readonly value: Value } | Refused | Unknown

/** How the buyer goes on: a code to scan or an address to be sent to. */
export type Started =
  | { readonly kind: 'qr'; readonly codeUrl: string }
  | { readonly kind: 'redirect'; readonly url: string }
  | Refused
  | Unknown

/** A truly signed payment that is not ours to settle: another app, another seller, another currency. */
export type Foreign = 'app' | 'seller' | 'currency'

/**
 * The whole amount of the payment, whatever was given back since. `refunded` is true where the query tells of it:
 * WeChat Pay after any refund, Alipay only after a full one.
 */
export type Paid = {
  readonly kind: 'paid'
  readonly fen: Money
  readonly channelTradeNo: string
  readonly paidAt: Date
  readonly refunded: boolean
  readonly foreign: Foreign | null
}

/** `not-exist` is not final: the buyer may still scan until the attempt's time is over. */
export type ChannelState =
  Paid | { readonly kind: 'pending' } | { readonly kind: 'closed' } | { readonly kind: 'not-exist' } | Unknown

/** `not-open`: the channel refuses to close because the payment is paid, or no longer open: query it. */
export type Closed =
  | { readonly kind: 'closed' }
  | { readonly kind: 'not-open'; readonly code: string }
  | { readonly kind: 'not-exist' }
  | Unknown

export type RefundOrder = {
  readonly outTradeNo: string
  /** Ours. A retry keeps it; a new one is a second refund. */
  readonly refundNo: string
  readonly fen: Money
  readonly totalFen: Money
  readonly reason: string
  readonly notifyUrl?: string
}

/** `closed`: nothing was given back. `abnormal`: the buyer's card did not take it, a person must act. */
export type RefundState =
  | {
      readonly kind: 'done'
      readonly fen: Money
      readonly channelRefundNo: string | null
      readonly refundedAt: Date | null
    }
  | { readonly kind: 'processing' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'abnormal' }
  | { readonly kind: 'not-exist' }
  | Refused
  | Unknown

export type RefundNotice = {
  readonly refundNo: string | null
  readonly status: 'done' | 'closed' | 'abnormal'
  /** This refund alone, where the channel says it (WeChat Pay). */
  readonly fen: Money | null
  /** All refunds of the payment so far, where the channel says that instead (Alipay). */
  readonly refundedFen: Money | null
  /** When the money was given back, where the channel says it. */
  readonly refundedAt: Date | null
}

type Verified = {
  readonly verified: true
  /** The same over every resend of this notice. */
  readonly noticeId: string
  readonly foreign: Foreign | null
  /** What was signed, as JSON, for the inbox. */
  readonly payload: Readonly<Record<string, unknown>>
}

/** What a notice says. The body may be trusted only where `verified` is true, and settled only where `foreign` is null. */
export type NoticeReading =
  | { readonly verified: false; readonly why: string }
  | (Verified & {
      readonly kind: 'paid'
      readonly outTradeNo: string
      readonly fen: Money
      readonly channelTradeNo: string
      readonly paidAt: Date
    })
  | (Verified & {
      readonly kind: 'refund'
      readonly outTradeNo: string
      readonly channelTradeNo: string | null
      readonly refund: RefundNotice
    })
  | (Verified & { readonly kind: 'closed' | 'pending'; readonly outTradeNo: string })
  | (Verified & { readonly kind: 'other'; readonly outTradeNo: string | null; readonly why: string })

/** The exact words a channel wants to hear; anything else makes it send the notice again. */
export type Acknowledgement = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Header names count in any case; a name that occurs twice counts as absent. */
export type NoticeHeaders = Headers | Readonly<Record<string, unknown>>

/** What the product needs of a way to pay. No method throws for what a channel or the network may do. */
export type PaymentChannel = {
  readonly name: ChannelName
  readonly acknowledge: {
    readonly accepted: Acknowledgement
    readonly failed: Acknowledgement
    readonly notVerified: Acknowledgement
  }
  start(attempt: Attempt): Promise<Started>
  query(outTradeNo: string): Promise<ChannelState>
  close(outTradeNo: string): Promise<Closed>
  readNotice(headers: NoticeHeaders, body: string, now: Date): Promise<NoticeReading>
  refund(order: RefundOrder): Promise<RefundState>
  queryRefund(outTradeNo: string, refundNo: string): Promise<RefundState>
}
