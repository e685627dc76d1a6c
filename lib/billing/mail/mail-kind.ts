import type { Locale } from '@/lib/auth/actor'
import type { TokenPurpose } from '@/lib/billing/account/account.rules'
import type { Letter } from './compose-letter'

/** The kinds that tell of an application, its invoices and their corrections; they go when the application goes. */
export const ABOUT_INVOICES = [
  'invoice-rejected',
  'invoice-shipped',
  'invoice-issued',
  'invoice-again',
  'correction-refused',
  'correction-done',
] as const

export type MailPayload = Readonly<Record<string, string>>

/** A file of a mail: what it is called there, and where it is kept. */
export type Attachment = { name: string; fileId: string; size: number }

/** A mail ready to be written; `link` is the one-time link in it, by its hash alone. */
export type Draft = {
  toEmail: string
  locale: Locale
  letter: Letter
  /** The link to an invoice's files in it, by its hash alone; `linkId` where it was wished for before. */
  download?: { linkId: string | null; invoiceId: string; hash: string }
  /** Files that go out with it, as they are kept. */
  attachments?: readonly Attachment[]
  link?: { hash: string; purpose: TokenPurpose; userId: string; expiresAt: Date }
}

/** Makes a mail out of the ids of its payload; null where there is nobody to write to any more. */
export type MailKind = (payload: MailPayload) => Promise<Draft | null>
