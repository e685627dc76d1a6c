import { normalizeTaxpayerId } from '@/lib/billing/account/taxpayer-id.rules'
import { normalizeBankAccount, normalizePhone } from './contact.rules'
import { tidied } from './printable.rules'
import type { TitleFields } from './title.rules'

/** The fields as they are kept: folded, and null where nothing was given. */
export function keptFields(typed: TitleFields) {
  const or = (text: string) => (text === '' ? null : text)
  return {
    name: tidied(typed.name),
    taxpayerId: or(normalizeTaxpayerId(typed.taxpayerId)),
    bankName: or(tidied(typed.bankName)),
    bankAccount: or(normalizeBankAccount(typed.bankAccount)),
    registeredAddress: or(tidied(typed.registeredAddress)),
    registeredPhone: or(normalizePhone(typed.registeredPhone)),
  }
}
