import type { Day } from '@/lib/kernel/calendar'
import { isElectronic, type InvoiceKind } from './kind.rules'

/** What the office reads off an issued invoice; `code` is empty where none is printed. */
export type PrintedNumber = { number: string; code: string; issuedOn: string }

/**
 * What cannot be so, as message keys under `fields`: an electronic invoice has twenty digits and no code, paper has eight
 * beside its code, and none was issued on a day to come. Null where nothing is wrong.
 */
export function printedNumberProblems(
  kind: InvoiceKind,
  { number, code, issuedOn }: PrintedNumber,
  today: Day,
): Readonly<Record<string, string>> | null {
  const digital = isElectronic(kind)
  if (digital !== (number.length === 20)) return { number: 'invoice-number-form' }
  if (!digital && code === '') return { code: 'invoice-code-form' }
  return issuedOn > today ? { issuedOn: 'day-in-future' } : null
}
