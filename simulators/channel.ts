import type { Channel } from './faults'
import type { Fen } from './money'

export interface PaymentView {
  channel: Channel
  outTradeNo: string
  fen: Fen
  /** The channel's own word. */
  status: string
  cashierUrl: string
}

export interface RefundView {
  channel: Channel
  outTradeNo: string
  /** The merchant's number of the refund. */
  refundNo: string
  fen: Fen
  status: string
}

export interface CashierView {
  outTradeNo: string
  fen: Fen
  description: string
  state: 'open' | 'paid' | 'refunded' | 'closed' | 'expired'
}

export interface StrayNotice {
  outTradeNo: string
  fen: Fen
  /** Where to; without it, the address that was given last. */
  notifyUrl: string | null
  /** A status to tell instead of success. */
  status: string | null
}

/** What can be done at a channel besides its API: as the buyer, or as a test. */
export interface PaymentChannel {
  payments(): PaymentView[]
  refunds(): RefundView[]
  /** Refunds from the merchant's console, under a number that the product has never heard of. */
  refund(outTradeNo: string, fen: Fen, notifyUrl: string | null): void
  /** The buyer opens the cashier page; null for a payment that the channel has not seen. */
  openCashier(outTradeNo: string): CashierView | null
  /** The buyer pays; `force` pays even what is closed or expired, as a payment that was already under way would be. */
  pay(outTradeNo: string, force: boolean): PaymentView
  /** Where the buyer's browser goes after Pay or Decline; null when the cashier page itself tells. */
  returnAddress(outTradeNo: string, outcome: 'paid' | 'declined'): Promise<string | null>
  /** Sends a correctly signed notice about anything; its id. */
  strayNotice(stray: StrayNotice): string
  rotateKey(): Promise<void>
  close(): void
}

/** A request at the control or cashier address that cannot be done, with the HTTP status that says so. */
export class ControlError extends Error {
  constructor(
    readonly status: 400 | 404 | 409,
    message: string,
  ) {
    super(message)
  }
}
