import { expect, test } from 'vitest'
import { STRANGER } from '@/lib/auth/actor'
import { owner, refusalOf } from '@/tests/support/database'
import { newAddress, newEmail, newSignUp, PASSWORD, secretMailedTo } from '@/tests/support/door'
import { findLinkAddress, findSession } from './account.queries'
import { requestPasswordReset } from './request-password-reset.command'
import { chooseNewPassword } from './reset-password.flow'
import { signIn } from './sign-in.flow'

const NEW = 'Another-pass-2027'

async function withLink() {
  const person = await newSignUp()
  await requestPasswordReset(STRANGER, { email: person.email, address: newAddress() })
  return { ...person, token: await secretMailedTo(person.userId, 'reset-password') }
}

test('sets the password, verifies the address and ends every session', async () => {
  const { email, userId, token } = await withLink()
  const first = await signIn({ email, password: PASSWORD }, newAddress())
  const second = await signIn({ email, password: PASSWORD }, newAddress())
  await chooseNewPassword({ token, password: NEW })
  expect(await findSession(STRANGER, first.sid)).toBeNull()
  expect(await findSession(STRANGER, second.sid)).toBeNull()
  expect(await refusalOf(signIn({ email, password: PASSWORD }, newAddress()))).toBe('sign-in.failed')
  const { sid } = await signIn({ email, password: NEW }, newAddress())
  expect(await findSession(STRANGER, sid)).toMatchObject({ userId, emailVerified: true })
})

test('a link works once, and the others of the person not any more', async () => {
  const { email, userId, token } = await withLink()
  await requestPasswordReset(STRANGER, { email, address: newAddress() })
  const other = await secretMailedTo(userId, 'reset-password')
  expect(other).not.toBe(token)
  await chooseNewPassword({ token, password: NEW })
  expect(await refusalOf(chooseNewPassword({ token, password: PASSWORD }))).toBe('token.invalid')
  expect(await refusalOf(chooseNewPassword({ token: other, password: PASSWORD }))).toBe('token.invalid')
})

test('a link works for one hour and for its purpose', async () => {
  const { email, userId, token } = await withLink()
  const [row] = await owner`select round(extract(epoch from expires_at - created_at) / 60)::int as minutes
    from one_time_tokens where user_id = ${userId} and purpose = 'reset-password'`
  expect(row?.['minutes']).toBe(60)
  expect(await findLinkAddress(STRANGER, token, 'verify-email')).toBeNull()
  expect(await findLinkAddress(STRANGER, token, 'reset-password')).toBe(email)
  await owner`update one_time_tokens set expires_at = now() where user_id = ${userId}`
  expect(await refusalOf(chooseNewPassword({ token, password: NEW }))).toBe('token.invalid')
})

test('twenty at once set it once', async () => {
  const { token } = await withLink()
  const all = Array.from({ length: 20 }, (_, at) => chooseNewPassword({ token, password: `${NEW}-${at}` }))
  const answers = await Promise.allSettled(all)
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
})

test('a weak password is told and leaves the link as it was', async () => {
  const { email, token } = await withLink()
  expect(await refusalOf(chooseNewPassword({ token, password: 'short' }))).toBe('input.invalid')
  const asPassword = (password: string) =>
    chooseNewPassword({ token, password }).catch((error: unknown) => error)
  expect(await asPassword(email)).toMatchObject({ fields: { password: 'password-too-plain' } })
  expect(await asPassword(email.split('@', 1)[0]?.toUpperCase() ?? '')).toMatchObject({
    fields: { password: 'password-too-plain' },
  })
  expect(await findLinkAddress(STRANGER, token, 'reset-password')).toBe(email)
})

test('somebody locked out by failed attempts is let in by a reset', async () => {
  const { email, token } = await withLink()
  for (let attempt = 0; attempt < 11; attempt++)
    await refusalOf(signIn({ email, password: 'wrong-pass-2026' }, newAddress()))
  await chooseNewPassword({ token, password: NEW })
  await expect(signIn({ email, password: NEW }, newAddress())).resolves.toMatchObject({ area: 'portal' })
})

test('a disabled person can neither ask for a link nor use one', async () => {
  const { email, userId, token } = await withLink()
  await owner`update users set disabled_at = now() where id = ${userId}`
  expect(await refusalOf(chooseNewPassword({ token, password: NEW }))).toBe('token.invalid')
  await requestPasswordReset(STRANGER, { email, address: newAddress() })
  expect(
    await owner`select from outbox where payload->>'userId' = ${userId} and payload->>'kind' = 'reset-password'`,
  ).toHaveLength(1)
})

test('asking for an unknown address answers as for a known one and stages nothing', async () => {
  const [before] =
    await owner`select count(*)::int as count from outbox where payload->>'kind' = 'reset-password'`
  await expect(
    requestPasswordReset(STRANGER, { email: newEmail(), address: newAddress() }),
  ).resolves.toBeDefined()
  const [after] =
    await owner`select count(*)::int as count from outbox where payload->>'kind' = 'reset-password'`
  expect(after).toEqual(before)
})

test('the audit row tells how many sessions ended, and no secret', async () => {
  const { email, userId, token } = await withLink()
  await signIn({ email, password: PASSWORD }, newAddress())
  await chooseNewPassword({ token, password: NEW })
  const [row] =
    await owner`select * from audit_log where subject_id = ${userId} and command = 'user.reset-password'`
  expect(row?.['detail']).toEqual({ ended: 1 })
  expect(JSON.stringify(row)).not.toMatch(new RegExp(`${token}|argon2|${NEW}`))
})
