import type { ChannelInvoiceKind, RedFormState, RedReason } from '../invoice-channel'

/** `paperInvoiceType` of paper: the three-part special one on a printer, the two-part general one. */
export const lines: Readonly<Record<ChannelInvoiceKind, { invoiceLine: string; paperInvoiceType?: string }>> =
  {
    e_special: { invoiceLine: 'bs' },
    e_general: { invoiceLine: 'pc' },
    paper_special: { invoiceLine: 'es', paperInvoiceType: '1130' },
    paper_general: { invoiceLine: 'ec', paperInvoiceType: '04' },
  }

/** Nuonuo's numbers of the reasons differ from the tax bureau's: its 1 is the bureau's 02, its 2 the bureau's 01. */
export const redReasons: Readonly<Record<RedReason, string>> = {
  'goods-returned': '1',
  'issued-in-error': '2',
  'service-ended': '3',
  allowance: '4',
}

const bureauStates = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'] as const

/** A form's state; null for a word that nobody has heard yet. 15 and 16 are Nuonuo's own, before the bureau has it. */
export function redFormStateOf(status: string): RedFormState | null {
  if (status === '15') return 'applying'
  if (status === '16') return 'failed'
  return bureauStates.find((state) => state === status) ?? null
}

/** A number of an order must not be used twice: it is there already. */
export const DUPLICATE = 'E9106'
/** The order was never heard of. */
export const NOT_FOUND = 'E9500'
