import { startSignUp } from '@/lib/billing/account/sign-up.flow'
import { sendMail } from '@/lib/billing/mail/send-mail.job'
import { readableCode } from '@/lib/kernel/id'
import { owner } from './database'

export const PASSWORD = 'Demo-pass-2026'

/** An address nobody else in the tests comes from: throttles count by it. */
export function newAddress(): string {
  return `2001:db8::${readableCode(12).toLowerCase()}`
}

export function newEmail(): string {
  return `${readableCode(12).toLowerCase()}@door.example`
}

/** What the sign-up form sends. */
export function signUpFields(changes: Record<string, string> = {}): Record<string, string> {
  return {
    email: newEmail(),
    name: '韩梅梅',
    kind: 'enterprise',
    accountName: '杭州云杉科技有限公司',
    password: PASSWORD,
    ...changes,
  }
}

/** Somebody who has just signed up, with an address not yet verified. */
export async function newSignUp(changes: Record<string, string> = {}) {
  const fields = signUpFields(changes)
  await startSignUp(fields, 'en', newAddress())
  const [user] = await owner`select id from users where email = ${fields['email'] ?? ''}`
  return { email: String(fields['email']), userId: String(user?.['id']) }
}

/** The mails owed to a person, sent as the queue does; the newest mail of the kind that was written. */
export async function mailTo(
  userId: string,
  kind: string,
): Promise<{ subject: string; text: string; html: string }> {
  const staged = await owner<{ payload: Record<string, string> }[]>`
    select payload from outbox where payload->>'userId' = ${userId} order by id`
  for (const { payload } of staged) await sendMail(payload)
  const [mail] = await owner<{ subject: string; text: string; html: string }[]>`
    select subject, text, html from mails join users on email = to_email
    where users.id = ${userId} and kind = ${kind} order by recorded_at desc limit 1`
  if (!mail) throw new Error(`no mail of the kind ${kind} was written`)
  return mail
}

/** The secret in the link of a mail. */
export async function secretMailedTo(userId: string, kind: string): Promise<string> {
  const secret = /token=([A-Za-z0-9_-]{43})\b/.exec((await mailTo(userId, kind)).text)?.[1]
  if (!secret) throw new Error('the mail carries no link')
  return secret
}
