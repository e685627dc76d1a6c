import { expect, test } from 'vitest'
import { STRANGER, SYSTEM } from '@/lib/auth/actor'
import { owner, refusalOf } from '@/tests/support/database'
import { mailTo, newAddress, newEmail, newSignUp, PASSWORD, secretMailedTo } from '@/tests/support/door'
import { findSession } from './account.queries'
import { inviteStaff } from './invite-staff.command'
import { chooseNewPassword } from './reset-password.flow'
import { signIn } from './sign-in.flow'

test('a newcomer gets a role and, by the mailed link, a password', async () => {
  const email = newEmail()
  const { userId } = await inviteStaff(SYSTEM, { email, role: 'admin' })
  expect(await refusalOf(signIn({ email, password: PASSWORD }, newAddress()))).toBe('sign-in.failed')
  expect((await mailTo(userId, 'invite-staff')).text).toContain('/reset-password?token=')
  await chooseNewPassword({ token: await secretMailedTo(userId, 'invite-staff'), password: PASSWORD })
  const { sid, area } = await signIn({ email, password: PASSWORD }, newAddress())
  expect(area).toBe('staff')
  expect((await findSession(STRANGER, sid))?.staff?.roles).toEqual(['admin'])
})

test('a member with a proven address keeps password and membership, and signs in anew', async () => {
  const { email, userId } = await newSignUp()
  await owner`update users set email_verified_at = now() where id = ${userId}`
  const { sid } = await signIn({ email, password: PASSWORD }, newAddress())
  await inviteStaff(SYSTEM, { email, role: 'support' })
  expect(await findSession(STRANGER, sid)).toBeNull()
  const again = await signIn({ email, password: PASSWORD }, newAddress())
  expect(again).toMatchObject({ userId, area: 'staff' })
  expect((await findSession(STRANGER, again.sid))?.memberships).toHaveLength(1)
})

test('a second role is added, the same one refused', async () => {
  const email = newEmail()
  const { userId } = await inviteStaff(SYSTEM, { email, role: 'finance' })
  await inviteStaff(SYSTEM, { email, role: 'reviewer' })
  expect(await refusalOf(inviteStaff(SYSTEM, { email, role: 'finance' }))).toBe('staff.already')
  const [row] = await owner`select roles from staff where user_id = ${userId}`
  expect(row?.['roles']).toEqual(['finance', 'reviewer'])
})

test('twenty at once give the role once', async () => {
  const email = newEmail()
  const all = Array.from({ length: 20 }, () => inviteStaff(SYSTEM, { email, role: 'admin' }))
  const answers = await Promise.allSettled(all)
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
  expect(await owner`select from users where email = ${email}`).toHaveLength(1)
})

test('only the system invites, and only to roles there are', async () => {
  expect(await refusalOf(inviteStaff(STRANGER, { email: newEmail(), role: 'admin' }))).toBe('actor.forbidden')
  expect(await refusalOf(inviteStaff(SYSTEM, { email: newEmail(), role: 'emperor' }))).toBe('input.invalid')
})
