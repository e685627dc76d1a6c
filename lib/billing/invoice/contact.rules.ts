import { visible } from '@/lib/kernel/visible'

/** Why a phone number is none, as a message key under `fields`; null where it may be one. */
export function phoneProblem(typed: string): 'phone-empty' | 'phone-form' | null {
  const number = normalizePhone(typed)
  if (number === '') return 'phone-empty'
  // Carriers open prefixes every year, so a mobile number is known by its form alone.
  const mobile = /^1[3-9]\d{9}$/
  const landline = /^0(10|2\d|[3-9]\d{2})[2-9]\d{6,7}(-\d{1,6})?$/
  const service = /^[48]00\d{7}$/
  return [mobile, landline, service].some((form) => form.test(number)) ? null : 'phone-form'
}

/** Without blanks, brackets, and the country's own prefix; an extension keeps its hyphen. */
export function normalizePhone(typed: string): string {
  const folded = visible(typed.normalize('NFKC'))
    .replace(/[\s()]/g, '')
    .replace(/^(?:\+86|0086|86(?=-?(?:1[3-9][\d-]{9,}|0\d[\d-]{8,})$))-?/, '')
  const area = /^(0(?:10|2\d|[3-9]\d{2}))-(.+)$/.exec(folded)
  if (area) return `${area[1]}${area[2]}`
  const service = /^([48]00)-?(\d{3})-?(\d{4})$/.exec(folded)
  if (service) return `${service[1]}${service[2]}${service[3]}`
  return /^1[\d-]+$/.test(folded) ? folded.replaceAll('-', '') : folded
}

/** One address of at most 72 characters: the tax channel's own limit. */
export function emailProblem(typed: string): 'email-empty' | 'email-form' | 'email-long' | null {
  const address = typed.trim()
  if (address === '') return 'email-empty'
  if (address.length > 72) return 'email-long'
  return /^[^\s\p{C}@,;<>"]+@[^\s\p{C}@,;<>".]+(\.[^\s\p{C}@,;<>".]+)+$/u.test(address) ? null : 'email-form'
}

/** Without blanks; digits, letters and hyphens. Corporate accounts have no check digit. */
export function bankAccountProblem(typed: string): 'bank-account-empty' | 'bank-account-form' | null {
  const account = normalizeBankAccount(typed)
  if (account === '') return 'bank-account-empty'
  return /^[0-9A-Za-z-]{6,40}$/.test(account) ? null : 'bank-account-form'
}

export function normalizeBankAccount(typed: string): string {
  return visible(typed.normalize('NFKC')).replace(/\s/g, '')
}
