import * as z from 'zod/mini'
import { readTaxpayerId } from '@/lib/billing/account/taxpayer-id.rules'
import { enterpriseForm, individualForm } from '@/lib/billing/authentication/authentication.input'
import { outsideGbk } from '@/lib/kernel/gbk'

const fields = {
  companyName: enterpriseForm.shape.legalName,
  personName: individualForm.shape.legalName,
  taxpayerId: enterpriseForm.shape.taxpayerId,
  idNumber: individualForm.shape.idNumber,
}

export type CheckedField = keyof typeof fields

export type Judged = { error?: string; doubt?: { key: string; characters?: string } }

/** What is wrong with a value, by the very check of the server, or else what somebody should look at twice. */
export function judged(field: CheckedField, value: string): Judged {
  const result = z.safeParse(fields[field], value)
  if (!result.success) return { error: result.error.issues[0]?.message ?? 'required' }
  if (field === 'taxpayerId') {
    const reading = readTaxpayerId(value)
    return reading.valid && reading.doubtful ? { doubt: { key: 'organisation-code' } } : {}
  }
  const rare = field === 'idNumber' ? [] : outsideGbk(result.data)
  return rare.length > 0 ? { doubt: { key: 'outside-gbk', characters: rare.join(' ') } } : {}
}
