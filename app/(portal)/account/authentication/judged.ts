import * as z from 'zod/mini'
import { normalizeTaxpayerId } from '@/lib/billing/account/taxpayer-id.rules'
import { enterpriseForm, individualForm } from '@/lib/billing/authentication/authentication.input'
import { numberDoubts } from '@/lib/billing/authentication/authentication.rules'
import { readNumber } from '@/lib/billing/authentication/former-number.rules'
import { outsideGbk } from '@/lib/kernel/gbk'

const fields = {
  companyName: enterpriseForm.shape.legalName,
  personName: individualForm.shape.legalName,
  idNumber: individualForm.shape.idNumber,
}

export type CheckedField = keyof typeof fields | 'taxpayerId'

export type Judged = { error?: string; doubt?: { key: string; characters?: string } }

/**
 * What is wrong with a value, by the very check of the server, or else what somebody should look at twice. `former`: whether
 * the form says of its number that it is an older one; that it should is said without calling the number wrong.
 */
export function judged(field: CheckedField, value: string, { former = false } = {}): Judged {
  if (field === 'taxpayerId') return judgedNumber(value, former)
  const result = z.safeParse(fields[field], value)
  if (!result.success) return { error: result.error.issues[0]?.message ?? 'required' }
  const rare = field === 'idNumber' ? [] : outsideGbk(result.data)
  return rare.length > 0 ? { doubt: { key: 'outside-gbk', characters: rare.join(' ') } } : {}
}

function judgedNumber(value: string, former: boolean): Judged {
  const reading = readNumber(value, { former })
  if (!reading.valid && reading.problem !== 'taxpayer-id-former-untold') return { error: reading.problem }
  const found = numberDoubts(normalizeTaxpayerId(value))
  const key = (['organisation-code', 'former-number'] as const).find((doubt) => found[doubt])
  return key ? { doubt: { key } } : {}
}
