export const kinds = ['e_general', 'e_special', 'paper_general', 'paper_special'] as const
export type InvoiceKind = (typeof kinds)[number]

export const titleKinds = ['enterprise', 'non-enterprise', 'individual'] as const
export type TitleKind = (typeof titleKinds)[number]

/** The mark of what lies outside the tax: a stored-value card is no sale yet (STA Announcement 2016 No. 53, art. 3). */
export const NOT_TAXED = 'not-taxed'
/** Nobody had set the product's rate when it was paid: not to be invoiced before it is, and never untaxed. */
export const RATE_UNSET = 'unset'

export function isElectronic(kind: InvoiceKind): boolean {
  return kind === 'e_general' || kind === 'e_special'
}

export function isSpecial(kind: InvoiceKind): boolean {
  return kind === 'e_special' || kind === 'paper_special'
}

/** An individual is issued general invoices only (Interim VAT Regulation 2017, art. 21). */
export function suitsTitle(kind: InvoiceKind, title: TitleKind): boolean {
  return !(isSpecial(kind) && title === 'individual')
}

/** What is not taxed gets a general invoice only. */
export function suitsTax(kind: InvoiceKind, taxTreatment: string): boolean {
  return !(isSpecial(kind) && taxTreatment === NOT_TAXED)
}
