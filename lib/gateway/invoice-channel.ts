import type { Day } from '@/lib/kernel/calendar'
import type { Money } from '@/lib/kernel/money'
import type { Refused, Unknown } from './payment-channel'

/** A kind of invoice, as the product names it. */
export type ChannelInvoiceKind = 'e_general' | 'e_special' | 'paper_general' | 'paper_special'

/** A line as it stands on an invoice; amounts are negative on a red one. */
export type ChannelLine = {
  readonly name: string
  /** The tax classification code: 19 digits. */
  readonly taxCode: string
  /** A decimal rate, or `not-taxed`. */
  readonly taxTreatment: string
  readonly amountFen: Money
  readonly exclusiveFen: Money
  readonly taxFen: Money
  /** On a red one: which line of the blue invoice it reverses, from 1; its own place unless given. */
  readonly blueLine?: number
}

export type ChannelSeller = {
  readonly legalName: string
  readonly taxpayerId: string
  readonly address: string
  readonly phone: string
  readonly bankName: string
  readonly bankAccount: string
  readonly clerk: string
}

export type ChannelBuyer = {
  readonly kind: 'enterprise' | 'non-enterprise' | 'individual'
  readonly name: string
  readonly taxpayerId: string | null
  readonly address: string | null
  readonly phone: string | null
  readonly bankName: string | null
  readonly bankAccount: string | null
  readonly email: string | null
}

/** What one invoice asks of a channel. Its number and content never change: the channel takes a number once. */
export type InvoiceOrder = {
  /** At most 20 of [0-9A-Z]. */
  readonly requestNo: string
  readonly kind: ChannelInvoiceKind
  readonly orderedAt: Date
  readonly seller: ChannelSeller
  readonly buyer: ChannelBuyer
  readonly lines: readonly ChannelLine[]
  readonly remark: string
  readonly notifyUrl: string
}

/** The channel has taken a request; `serial` is its own number of it. */
export type Taken = { readonly kind: 'taken'; readonly serial: string }

/** Files as the channel gives them. An address is fetched once the invoice is known to be issued. */
export type ChannelFiles = Readonly<Partial<Record<'pdf' | 'ofd' | 'xml', string>>>

/** An invoice that exists at the tax bureau. */
export type IssuedAtChannel = {
  readonly kind: 'issued'
  readonly number: string
  /** Printed on paper invoices only. */
  readonly code: string | null
  readonly issuedOn: Day
  readonly exclusiveFen: Money
  readonly taxFen: Money
  readonly files: ChannelFiles
}

/**
 * What became of a request. `unknown` is never failed: the number stays, and the channel is asked again. `not-exist`
 * means that the channel has never heard the number, so the same request may be sent again. `unsealed` exists at the
 * tax bureau, but its files are not signed yet: it is neither failed nor to be issued again, only retried.
 */
export type InvoiceState =
  | IssuedAtChannel
  | { readonly kind: 'issuing' }
  | { readonly kind: 'unsealed' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'voided' }
  | { readonly kind: 'not-exist' }
  | Unknown

/** The states of a red-letter confirmation form as the tax bureau numbers them, and the channel's own two. */
export type RedFormState =
  'applying' | '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10' | 'failed'

/** As the tax bureau numbers them, 01 to 04; a channel's own numbers may differ and are mapped in its adapter. */
export type RedReason = 'issued-in-error' | 'goods-returned' | 'service-ended' | 'allowance'

export type RedFormOrder = {
  readonly requestNo: string
  readonly blueNumber: string
  /** Our request of the blue invoice. Paper is printed with a shorter number than the form has to name. */
  readonly blueRequestNo?: string
  readonly blueIssuedOn: Day
  readonly kind: ChannelInvoiceKind
  readonly reason: RedReason
  readonly seller: ChannelSeller
  readonly buyer: ChannelBuyer
  /** Negative. */
  readonly lines: readonly ChannelLine[]
}

export type RedFormReading =
  | {
      readonly kind: 'form'
      readonly state: RedFormState
      readonly formNumber: string | null
      /** When it falls void unconfirmed, as the channel tells it. */
      readonly expiresAt: Date | null
      readonly why: string | null
      /** The red invoice, once it has been issued from the form. */
      readonly red: IssuedAtChannel | null
    }
  | { readonly kind: 'not-exist' }
  | Unknown

/** What the product needs of one seller's way to issue. No method throws for what a channel or the network may do. */
export type InvoiceChannel = {
  readonly name: 'nuonuo'
  issue(order: InvoiceOrder): Promise<Taken | Refused | Unknown>
  query(requestNo: string): Promise<InvoiceState>
  /** Tries a failed or unsealed request again under its own number. */
  retry(requestNo: string): Promise<Taken | Refused | Unknown>
  /** Declares an invoice on paper void; within its month only. */
  voidPaper(order: {
    readonly code: string
    readonly number: string
    readonly requestNo: string
  }): Promise<{ readonly kind: 'voided' } | Refused | Unknown>
  openRedForm(order: RedFormOrder): Promise<Taken | Refused | Unknown>
  queryRedForm(requestNo: string): Promise<RedFormReading>
  /** Takes an unconfirmed form back. */
  withdrawRedForm(requestNo: string): Promise<{ readonly kind: 'withdrawn' } | Refused | Unknown>
  /** Issues the red invoice of a confirmed form; `requestNo` is the form's. Done already is not an error. */
  issueRed(requestNo: string): Promise<Taken | Refused | Unknown>
  /** A callback's hint: which request to ask about. Nobody signs it, so nothing else of it is believed. */
  hintIn(body: string): { readonly requestNo: string } | null
  /** The exact words the channel wants to hear. */
  readonly acknowledgement: string
  fetchFile(address: string): Promise<{ readonly kind: 'file'; readonly content: Uint8Array } | Unknown>
}
