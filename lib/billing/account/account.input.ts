import * as z from 'zod/mini'
import { isId } from '@/lib/kernel/id'
import { passwordProblem, PASSWORD_MOST } from './account.rules'

const NAME_MOST = 100
export const locale = z.enum(['en', 'zh-CN'])
export const id = z.string().check(z.refine(isId, 'id-invalid'))

/** Kept as it is compared: without spaces around it, in lower case. RFC 5321 ends an address at 254 characters. */
export const email = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.minLength(1, 'required'), z.maxLength(254, 'email-invalid'))
  .check(z.regex(z.regexes.email, 'email-invalid'))

/** A name a person gives: one line, since it stands in mails and lists. */
export const called = (requiredKey: string) =>
  z
    .string()
    .check(z.trim(), z.minLength(1, requiredKey), z.maxLength(NAME_MOST, 'name-too-long'))
    .check(z.regex(/^[^\p{Cc}\p{Cf}]*$/u, 'name-invalid'))

/** A password to sign in with: any, so that the answer tells nothing of what passwords have to be. */
export const password = z
  .string()
  .check(z.minLength(1, 'required'), z.maxLength(4 * PASSWORD_MOST, 'password-too-long'))

/** A password to be kept from now on. What it is compared with beside itself, `notTheAddress` adds. */
export const newPassword = z.string().check(z.minLength(1, 'required'), (context) => {
  const problem = context.value === '' ? null : passwordProblem(context.value, '')
  if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
})

export const notTheAddress = z.refine<{ email: string; password: string }>(
  ({ email, password }) => passwordProblem(password, email) === null,
  { path: ['password'], error: 'password-too-plain' },
)

/** Told together with what else is wrong, so it looks at a form that may lack other fields. */
const companyNamed = z.refine<{ kind: string; accountName: string }>(
  (form) => form.kind !== 'enterprise' || form.accountName !== '',
  { path: ['accountName'], error: 'company-name-required', when: () => true },
)

const person = {
  email,
  name: called('name-required'),
  kind: z.enum(['enterprise', 'individual'], 'account-kind-required'),
  /** Empty for an individual. */
  accountName: z._default(
    z
      .string()
      .check(
        z.trim(),
        z.maxLength(NAME_MOST, 'name-too-long'),
        z.regex(/^[^\p{Cc}\p{Cf}]*$/u, 'name-invalid'),
      ),
    '',
  ),
}

/** What the sign-up form sends. */
export const signUpForm = z.object({ ...person, password: newPassword }).check(notTheAddress, companyNamed)

/** Where a request came from: what the throttles count, beside the e-mail. */
const address = z.string().check(z.maxLength(64))
export const passwordHash = z.string().check(z.startsWith('$argon2id$'))

/** What a browser says of itself may be long or odd; its person recognises it by the beginning. */
const userAgent = z._default(z.pipe(z.string(), z.transform(firstWords)), '')

export const signUpInput = z.object({ ...person, passwordHash, locale, address }).check(companyNamed)

export const signInForm = z.object({ email, password })
export const attemptSignInInput = z.object({ email, address })
/** `passwordHash` is the one that was verified: the session opens only if it still is the person's. */
export const openSessionInput = z.object({ userId: id, passwordHash, email, address, userAgent })

export const sessionInput = z.object({ sessionId: id, userId: id })
export const switchAccountInput = z.object({ sessionId: id, userId: id, accountId: id })
export const setLocaleInput = z.object({ userId: id, locale })

export const mailedLinkForm = z.object({ email })
export const mailedLinkInput = z.object({ email, address })

const token = z.string().check(z.maxLength(200))
export const verifyEmailInput = z.object({ token })
export const resetPasswordForm = z.object({ token, password: newPassword })
export const resetPasswordInput = z.object({ token, passwordHash })

export const inviteStaffInput = z.object({
  email,
  name: z.optional(called('name-required')),
  role: z.enum(['admin', 'reviewer', 'finance', 'support'], 'role-invalid'),
  locale: z._default(locale, 'en'),
})

function firstWords(said: string): string {
  return said.replaceAll(/\p{Cc}/gu, ' ').slice(0, 300)
}
