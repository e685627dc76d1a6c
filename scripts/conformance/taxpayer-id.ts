import { readTaxpayerId } from '../../lib/billing/account/taxpayer-id.rules'
import { textOr, type Suite } from './suite'

export const taxpayerId: Suite = (input) => {
  const reading = readTaxpayerId(textOr(input['value'], ''))
  return reading.valid
    ? { valid: true, normalized: reading.normalized, reason: null }
    : { valid: false, normalized: null, reason: reading.problem }
}
