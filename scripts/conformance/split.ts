import { splitByWeights } from '../../lib/kernel/money'
import { errorOf, wholeNumber, type Suite } from './suite'

export const split: Suite = (input) => {
  const total = wholeNumber(input['fen'])
  const weights = Array.isArray(input['weights']) ? input['weights'].map(wholeNumber) : null
  if (total === null || weights === null) return { error: 'fen must be a whole number and weights a list' }
  const given = weights.filter((weight) => weight !== null)
  if (given.length !== weights.length) return { error: 'a weight is not a whole number' }
  try {
    return { parts: splitByWeights(total, given).map(String) }
  } catch (error) {
    return errorOf(error)
  }
}
