import type { IssuedRow } from './result-list.rules'

/** What is known here of an invoice that a list may speak of. */
export type ListedInvoice = {
  id: string
  requestNo: string
  status: 'pending' | 'issued' | 'voided' | 'reversed'
  number: string | null
  amountFen: bigint
  taxFen: bigint
  buyerName: string
  buyerTaxId: string
  /** Whether its application waits for it: it was not given up, and no channel issues it by itself. */
  awaited: boolean
}

/** What becomes of a row of an issued list: recorded, known already, or left alone for the reason named. */
export type Verdict =
  | { outcome: 'recorded' | 'already'; invoice: ListedInvoice }
  | { outcome: 'unknown' | 'ambiguous' | 'other-seller' | 'number-elsewhere'; invoice: null }
  | { outcome: 'differs-amount' | 'differs-buyer' | 'number-used' | 'not-waiting'; invoice: ListedInvoice }

/**
 * Finds the invoice of each row: by our request number where the list has it, else by buyer and amount where these fit
 * one waiting invoice alone. Two rows for one invoice, or of one number, are both left alone: nobody knows which is right.
 */
export function matchIssued(
  rows: readonly IssuedRow[],
  invoices: readonly ListedInvoice[],
  sellerTaxId: string,
  usedElsewhere: ReadonlySet<string> = new Set(),
): Verdict[] {
  const known = { ...indexOf(invoices), usedElsewhere }
  const verdicts = rows.map((row) => matchRow(row, known, sellerTaxId))
  const wanted = new Map<string, number>()
  const wishes = verdicts.map(({ outcome, invoice }, at) =>
    outcome === 'recorded' ? [invoice.id, rows[at]?.number ?? ''] : [],
  )
  for (const wish of wishes.flat()) wanted.set(wish, (wanted.get(wish) ?? 0) + 1)
  return verdicts.map((verdict, at) =>
    wishes[at]?.some((wish) => (wanted.get(wish) ?? 0) > 1)
      ? { outcome: 'ambiguous', invoice: null }
      : verdict,
  )
}

type Known = {
  byRequest: ReadonlyMap<string, ListedInvoice>
  byNumber: ReadonlyMap<string, ListedInvoice>
  waiting: ReadonlyMap<string, readonly ListedInvoice[]>
  /** Numbers of invoices that no list is about: red ones, paper, another seller's. */
  usedElsewhere: ReadonlySet<string>
}

const waitingKey = (taxId: string, name: string, amountFen: bigint) => `${taxId || name} ${amountFen}`

function indexOf(invoices: readonly ListedInvoice[]): Omit<Known, 'usedElsewhere'> {
  const waiting = new Map<string, ListedInvoice[]>()
  for (const invoice of invoices) {
    if (invoice.status !== 'pending' || !invoice.awaited || invoice.number !== null) continue
    const key = waitingKey(invoice.buyerTaxId, invoice.buyerName, invoice.amountFen)
    waiting.set(key, [...(waiting.get(key) ?? []), invoice])
  }
  return {
    byRequest: new Map(invoices.map((invoice) => [invoice.requestNo, invoice])),
    byNumber: new Map(invoices.flatMap((invoice) => (invoice.number ? [[invoice.number, invoice]] : []))),
    waiting,
  }
}

function matchRow(row: IssuedRow, known: Known, sellerTaxId: string): Verdict {
  if (row.sellerTaxId !== '' && row.sellerTaxId !== sellerTaxId)
    return { outcome: 'other-seller', invoice: null }
  const numbered = known.byNumber.get(row.number)
  if (numbered) {
    const problem = differenceOf(row, numbered)
    const other = row.requestNo !== '' && row.requestNo !== numbered.requestNo
    return { outcome: other ? 'number-used' : (problem ?? 'already'), invoice: numbered }
  }
  if (known.usedElsewhere.has(row.number)) return { outcome: 'number-elsewhere', invoice: null }
  const named = known.byRequest.get(row.requestNo)
  if (named) {
    if (named.status !== 'pending' || named.number !== null) return { outcome: 'number-used', invoice: named }
    if (!named.awaited) return { outcome: 'not-waiting', invoice: named }
    return { outcome: differenceOf(row, named) ?? 'recorded', invoice: named }
  }
  const alike = known.waiting.get(waitingKey(row.buyerTaxId, row.buyerName, row.totalFen)) ?? []
  const [only] = alike
  if (!only) return { outcome: 'unknown', invoice: null }
  if (alike.length > 1) return { outcome: 'ambiguous', invoice: null }
  return { outcome: differenceOf(row, only) ?? 'recorded', invoice: only }
}

function differenceOf(row: IssuedRow, invoice: ListedInvoice): 'differs-amount' | 'differs-buyer' | null {
  if (row.totalFen !== invoice.amountFen) return 'differs-amount'
  if (row.taxFen !== null && row.taxFen !== invoice.taxFen) return 'differs-amount'
  const sameName = bracketed(row.buyerName) === bracketed(invoice.buyerName)
  return sameName && row.buyerTaxId === invoice.buyerTaxId ? null : 'differs-buyer'
}

/** Brackets come in two widths; which one is written depends on who typed the name. */
const bracketed = (name: string) => name.normalize('NFKC').replace(/\s/g, '')
