import * as z from 'zod/mini'
import { normalizeTaxpayerId } from '@/lib/billing/account/taxpayer-id.rules'
import { isId } from '@/lib/kernel/id'
import { NAME_MOST, PERSON_NAME, REASON_MOST, tidyName, tidyPersonName } from './authentication.rules'
import { readNumber } from './former-number.rules'
import { normalizeIdNumber, readIdNumber } from './id-number.rules'

const authenticationId = z.string().check(z.refine(isId, 'id-invalid'))

const shortEnough = z.refine<string>((name) => Array.from(name).length <= NAME_MOST, 'name-too-long')

const companyName = z
  .string()
  .check(
    z.overwrite(tidyName),
    z.minLength(1, 'licence-name-required'),
    shortEnough,
    z.regex(/\p{L}.*\p{L}|^$/u, 'licence-name-letters'),
  )

const personName = z
  .string()
  .check(
    z.overwrite(tidyPersonName),
    z.minLength(1, 'person-name-required'),
    shortEnough,
    z.regex(PERSON_NAME, 'person-name-letters'),
  )

type Reading = { valid: true } | { valid: false; problem: string }

/** A number with a check of its own: told what is wrong with it, and kept without what was typed between. */
const checkedNumber = (readNumber: (typed: string) => Reading, normalize: (typed: string) => string) =>
  z.string().check(z.overwrite(normalize), ({ value, issues }) => {
    const reading = readNumber(value)
    if (!reading.valid) issues.push({ code: 'custom', message: reading.problem, input: value })
  })

/** What the form of an enterprise sends. The id is born at the form: pressed twice it submits once. */
export const enterpriseForm = z
  .object({
    kind: z.literal('enterprise', 'account-kind-required'),
    authenticationId,
    legalName: companyName,
    taxpayerId: z.string().check(z.overwrite(normalizeTaxpayerId)),
    /** Says that the number is an older or another one. */
    formerNumber: z.optional(z.literal('on')),
    licenceId: z
      .string('licence-required')
      .check(z.minLength(1, 'licence-required'), z.refine(isId, 'id-invalid')),
  })
  .check(z.check(checkNumber, { when: () => true }))

/** The number is read by what was said of it, whatever is wrong beside. */
function checkNumber({ value, issues }: z.core.ParsePayload<{ taxpayerId: string; formerNumber?: unknown }>) {
  if (typeof value.taxpayerId !== 'string') return
  const reading = readNumber(value.taxpayerId, { former: value.formerNumber === 'on' })
  if (!reading.valid)
    issues.push({ code: 'custom', path: ['taxpayerId'], message: reading.problem, input: value.taxpayerId })
}

export const individualForm = z.object({
  kind: z.literal('individual', 'account-kind-required'),
  authenticationId,
  legalName: personName,
  idNumber: checkedNumber(readIdNumber, normalizeIdNumber),
})

export const submitAuthenticationInput = z.discriminatedUnion('kind', [enterpriseForm, individualForm])

/** Of what is approved, or of whose ID number is looked at. */
export const submissionInput = z.object({ authenticationId })

export const rejectAuthenticationInput = z.object({
  authenticationId,
  reason: z.string().check(
    z.overwrite((text) =>
      text
        .replaceAll('\r\n', '\n')
        .replaceAll(/[^\P{C}\n]/gu, ' ')
        .trim(),
    ),
    z.minLength(1, 'reason-required'),
    z.maxLength(REASON_MOST, 'text-too-long'),
  ),
})
