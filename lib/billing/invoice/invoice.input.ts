import * as z from 'zod/mini'
import { parseDay } from '@/lib/kernel/calendar'
import { isId } from '@/lib/kernel/id'
import { REMARK_LONGEST } from './application.rules'
import { emailProblem, phoneProblem } from './contact.rules'
import { kinds, titleKinds } from './kind.rules'
import { unprintable, tidied } from './printable.rules'

export const id = z.string().check(z.refine(isId, 'id-invalid'))
const flag = z._default(z.nullable(z.literal('on')), null)

/** A text checked by a rule that names the message key of what is wrong. */
const checkedBy = (problemOf: (typed: string) => string | null) =>
  z.string().check((context) => {
    const problem = problemOf(context.value)
    if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
  })

export const text = (most: number, empty: string, long: string) =>
  checkedBy((typed) => {
    const kept = tidied(typed)
    if (kept === '') return empty
    if ([...kept].length > most) return long
    return unprintable(kept).length > 0 ? 'characters-unprintable' : null
  })

/** The particulars are judged together with the kind and the policy, by `titleProblems`. */
export const saveTitleInput = z.object({
  /** Born at the form: pressing twice saves once. */
  titleId: id,
  kind: z.enum(titleKinds, 'title-type-required'),
  invoiceKind: z._default(z.union([z.enum(kinds), z.literal('')]), ''),
  name: z.string().check(z.maxLength(500, 'title-name-long')),
  taxpayerId: z._default(z.string().check(z.maxLength(100, 'taxpayer-id-long')), ''),
  /** Says that the number is an older or another one. */
  formerNumber: flag,
  bankName: z._default(z.string().check(z.maxLength(500, 'bank-name-long')), ''),
  bankAccount: z._default(z.string().check(z.maxLength(500, 'bank-account-long')), ''),
  registeredAddress: z._default(z.string().check(z.maxLength(500, 'registered-address-long')), ''),
  registeredPhone: z._default(z.string().check(z.maxLength(200, 'registered-phone-long')), ''),
  isDefault: flag,
})

const addressFields = {
  recipient: text(50, 'recipient-empty', 'recipient-long'),
  phone: checkedBy(phoneProblem),
  email: checkedBy(emailProblem),
  provinceCode: z.string('region-empty').check(z.regex(/^\d{6}$/, 'region-empty')),
  cityCode: z.string('region-empty').check(z.regex(/^\d{6}$/, 'region-empty')),
  districtCode: z.string('region-empty').check(z.regex(/^\d{6}$/, 'region-empty')),
  detail: text(200, 'address-empty', 'address-long'),
}

/** An address that is given while applying. */
export const typedAddressInput = z.object(addressFields)

export const saveAddressInput = z.object({ addressId: id, ...addressFields, isDefault: flag })

export const titleInput = z.object({ titleId: id })
export const addressInput = z.object({ addressId: id })

const several = z.pipe(
  z.union([z.array(id), id], 'invoiceables-required'),
  z.transform((given: string | string[]) => (typeof given === 'string' ? [given] : [...new Set(given)])),
)

/** What the two steps of the wizard send. Title and delivery are judged together with the kind and the policy. */
export const submitApplicationInput = z.object({
  /** Born at the form: pressing twice applies once. */
  applicationId: id,
  kind: z.enum(kinds, 'invoice-kind-required'),
  /** The returned application that this one replaces. */
  replacesId: z._default(z.union([id, z.literal('')]), ''),
  invoiceable: several,
  /** The amount the person saw filled in. Another one now is told, not applied for. */
  seenAmountFen: z.string().check(z.regex(/^[0-9]{1,18}$/, 'required')),
  titleFrom: z.enum(['authenticated', 'saved', 'typed'], 'title-required'),
  titleId: z._default(z.union([id, z.literal('')]), ''),
  /** The title and the address as the person saw them, by `seen.rules.ts`. Others now are told, not applied for. */
  seenTitle: z._default(z.string(), ''),
  seenAddress: z._default(z.string(), ''),
  titleKind: z._default(z.enum(titleKinds), 'enterprise'),
  name: z._default(z.string().check(z.maxLength(500, 'title-name-long')), ''),
  taxpayerId: z._default(z.string().check(z.maxLength(100, 'taxpayer-id-long')), ''),
  /** Of a typed title, as there. */
  formerNumber: flag,
  bankName: z._default(z.string().check(z.maxLength(500, 'bank-name-long')), ''),
  bankAccount: z._default(z.string().check(z.maxLength(500, 'bank-account-long')), ''),
  registeredAddress: z._default(z.string().check(z.maxLength(500, 'registered-address-long')), ''),
  registeredPhone: z._default(z.string().check(z.maxLength(200, 'registered-phone-long')), ''),
  email: z._default(z.string().check(z.maxLength(200, 'email-long')), ''),
  addressFrom: z._default(z.enum(['saved', 'typed']), 'saved'),
  addressId: z._default(z.union([id, z.literal('')]), ''),
  /** Judged by `typedAddressInput`, where the address is typed. */
  recipient: z._default(z.string().check(z.maxLength(500, 'recipient-long')), ''),
  phone: z._default(z.string().check(z.maxLength(200, 'phone-form')), ''),
  provinceCode: z._default(z.string().check(z.maxLength(6, 'region-empty')), ''),
  cityCode: z._default(z.string().check(z.maxLength(6, 'region-empty')), ''),
  districtCode: z._default(z.string().check(z.maxLength(6, 'region-empty')), ''),
  detail: z._default(z.string().check(z.maxLength(1000, 'address-long')), ''),
  remark: z._default(
    checkedBy((typed) => {
      const kept = tidied(typed)
      if ([...kept].length > REMARK_LONGEST) return 'remark-long'
      return unprintable(kept).length > 0 ? 'characters-unprintable' : null
    }),
    '',
  ),
  confirmed: z.literal('on', 'confirmation-required'),
})

export type SubmitApplication = z.infer<typeof submitApplicationInput>

export const applicationInput = z.object({ applicationId: id })
export const approveApplicationInput = z.object({
  applicationId: id,
  /** The channels that are set up here, told by the door and never by a form. */
  offered: z._default(z.array(z.enum(['nuonuo'])), []),
})
export const rejectApplicationInput = z.object({
  applicationId: id,
  reason: text(500, 'reason-required', 'reason-long'),
})
export const shipApplicationInput = z.object({
  applicationId: id,
  courier: text(50, 'courier-empty', 'courier-long'),
  trackingNumber: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'tracking-number-empty'),
      z.regex(/^[0-9A-Za-z-]{6,40}$/, 'tracking-number-form'),
    ),
})
export const shipSeveralInput = z.object({
  courier: text(50, 'courier-empty', 'courier-long'),
  parcels: z.string().check(z.maxLength(10_000, 'parcels-too-many')),
})
export const recordInvoiceInput = z.object({
  invoiceId: id,
  /** The number that its channel says is void, told by the door and never by a form. */
  voidedNumber: z._default(z.nullable(z.string()), null),
  number: z.string().check(z.trim(), z.regex(/^(\d{20}|\d{8})$/, 'invoice-number-form')),
  code: z._default(z.string().check(z.trim(), z.regex(/^(\d{10}|\d{12})?$/, 'invoice-code-form')), ''),
  issuedOn: z.string().check(z.refine((typed) => parseDay(typed) !== null, 'day-invalid')),
  files: z._default(
    z.array(z.object({ format: z.enum(['pdf', 'ofd', 'xml']), content: z.instanceof(Uint8Array) })),
    [],
  ),
})
