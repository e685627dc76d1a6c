import { exclusiveOfTax } from '../../lib/kernel/money'
import { errorOf, textOr, wholeNumber, type Suite } from './suite'

export const taxInclusive: Suite = (input) => {
  const amount = wholeNumber(input['fen'])
  if (amount === null) return { error: 'fen must be a whole number' }
  try {
    const { exclusiveFen, taxFen } = exclusiveOfTax(amount, textOr(input['rate'], ''))
    return { exclusiveFen: String(exclusiveFen), taxFen: String(taxFen) }
  } catch (error) {
    return errorOf(error)
  }
}
