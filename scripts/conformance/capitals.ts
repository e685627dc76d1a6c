import { capitalsOf } from '../../lib/kernel/capitals'
import { wholeNumber, type Suite } from './suite'

export const capitals: Suite = (input) => {
  const amount = wholeNumber(input['fen'])
  return amount === null ? { error: 'fen must be a whole number' } : { text: capitalsOf(amount) }
}
