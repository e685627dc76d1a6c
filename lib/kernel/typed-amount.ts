import { formatYuan, parseYuan, type Money } from './money'

export type AmountLimits = { least: Money; most: Money }

/** Ten digits of yuan are more than any payment. */
const LONGEST_WHOLE = 10

/**
 * Why an amount in yuan that was typed is not one, as a message key; null when it is above zero, has at most two
 * decimals and lies within the limits. Nothing is guessed: a comma or a full-width digit is sent back.
 */
export function amountProblem(typed: string, { least, most }: Partial<AmountLimits> = {}): string | null {
  const folded = typed.normalize('NFKC')
  if (folded.trim() === '') return 'amount-empty'
  if (!/^[0-9]+(\.[0-9]+)?$/.test(typed)) return shapeProblem(typed, folded)
  const [whole = '', decimals = ''] = typed.split('.')
  if (decimals.length > 2) return 'amount-decimals'
  const amount = whole.replace(/^0+/, '').length > LONGEST_WHOLE ? null : amountOf(typed)
  if (amount === 0n) return 'amount-zero'
  if (amount !== null && least !== undefined && amount < least) return 'amount-below-least'
  if (most !== undefined && (amount === null || amount > most)) return 'amount-above-most'
  return amount === null ? 'amount-too-large' : null
}

/** The amount of a text in which `amountProblem` finds nothing wrong. Throws RangeError for any other. */
export function amountOf(typed: string): Money {
  return parseYuan(typed.replace(/^0+(?=[0-9])/, ''))
}

/** What the sentences about limits need, as people read it. */
export function limitsInWords({ least, most }: AmountLimits): { least: string; most: string } {
  const grouped = (amount: Money) => formatYuan(amount).replace(/\B(?=([0-9]{3})+\.)/g, ',')
  return { least: grouped(least), most: grouped(most) }
}

function shapeProblem(typed: string, folded: string): string {
  if (/\s/.test(folded) && /^[0-9.\s]+$/.test(folded)) return 'amount-spaces'
  if (folded !== typed && /^[0-9.,]+$/.test(folded)) return 'amount-full-width'
  if (/^[-−]\s*[0-9]/.test(folded)) return 'amount-negative'
  if (/^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/.test(folded)) return 'amount-commas'
  return 'amount-text'
}
