import { expect, test } from 'vitest'
import { STRANGER } from '@/lib/auth/actor'
import { newSecret } from '@/lib/auth/secret'
import { owner, refusalOf } from '@/tests/support/database'
import { newAddress, newEmail, newSignUp, secretMailedTo } from '@/tests/support/door'
import { requestPasswordReset } from './request-password-reset.command'
import { resendVerification } from './resend-verification.command'
import { verifyEmail } from './verify-email.command'

async function verifiedAt(userId: string) {
  const [row] = await owner`select email_verified_at from users where id = ${userId}`
  return row?.['email_verified_at'] as Date | null
}

async function stagedKinds(userId: string) {
  const rows =
    await owner`select payload->>'kind' as kind from outbox where payload->>'userId' = ${userId} order by id`
  return rows.map((row) => String(row['kind']))
}

test('the link of the mail verifies the address, once', async () => {
  const { userId } = await newSignUp()
  const token = await secretMailedTo(userId, 'verify-email')
  await verifyEmail(STRANGER, { token })
  const at = await verifiedAt(userId)
  expect(at).not.toBeNull()
  expect(await refusalOf(verifyEmail(STRANGER, { token }))).toBe('token.invalid')
  expect(await verifiedAt(userId)).toEqual(at)
})

test('twenty at once spend it once', async () => {
  const { userId } = await newSignUp()
  const token = await secretMailedTo(userId, 'verify-email')
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => verifyEmail(STRANGER, { token })))
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
})

test('a link works for 24 hours', async () => {
  const { userId } = await newSignUp()
  const token = await secretMailedTo(userId, 'verify-email')
  const [row] = await owner`select round(extract(epoch from expires_at - created_at) / 3600)::int as hours
    from one_time_tokens where user_id = ${userId}`
  expect(row?.['hours']).toBe(24)
  await owner`update one_time_tokens set expires_at = now() - interval '1 second' where user_id = ${userId}`
  expect(await refusalOf(verifyEmail(STRANGER, { token }))).toBe('token.invalid')
  expect(await verifiedAt(userId)).toBeNull()
})

test('a link for another purpose verifies nothing', async () => {
  const { userId, email } = await newSignUp()
  await requestPasswordReset(STRANGER, { email, address: newAddress() })
  const token = await secretMailedTo(userId, 'reset-password')
  expect(await refusalOf(verifyEmail(STRANGER, { token }))).toBe('token.invalid')
})

test.each([newSecret(), '', 'x'.repeat(200)])('a made-up link %j verifies nothing', async (token) => {
  expect(await refusalOf(verifyEmail(STRANGER, { token }))).toBe('token.invalid')
})

test('only the SHA-256 of a link is kept, and the audit log has neither', async () => {
  const { userId } = await newSignUp()
  const token = await secretMailedTo(userId, 'verify-email')
  const [row] = await owner`select octet_length(hash) as length from one_time_tokens
    where hash = sha256(convert_to(${token}, 'UTF8'))`
  expect(row?.['length']).toBe(32)
  await verifyEmail(STRANGER, { token })
  const audit = await owner`select * from audit_log where subject_id = ${userId}`
  expect(JSON.stringify(audit)).not.toContain(token)
})

test('another link is mailed to who waits for one, and to nobody else', async () => {
  const waiting = await newSignUp()
  await resendVerification(STRANGER, { email: waiting.email, address: newAddress() })
  expect(await stagedKinds(waiting.userId)).toEqual(['verify-email', 'verify-email'])

  await owner`update users set email_verified_at = now() where id = ${waiting.userId}`
  await resendVerification(STRANGER, { email: waiting.email, address: newAddress() })
  expect(await stagedKinds(waiting.userId)).toHaveLength(2)

  await expect(resendVerification(STRANGER, { email: newEmail(), address: newAddress() })).resolves.toEqual({
    userId: null,
  })
})
