import { describe, expect, test } from 'vitest'
import { STRANGER, type StaffActor } from '@/lib/auth/actor'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newStaff, owner, refusalOf } from '@/tests/support/database'
import { newAddress, newEmail, newSignUp, PASSWORD, secretMailedTo } from '@/tests/support/door'
import { findSession } from './account.queries'
import { changeStaffRoles } from './change-staff-roles.command'
import { disableStaff } from './disable-staff.command'
import { enableStaff } from './enable-staff.command'
import { inviteColleague } from './invite-colleague.command'
import { chooseNewPassword } from './reset-password.flow'
import { signIn } from './sign-in.flow'
import { getStaffPerson, listStaff } from './staff.queries'

const invitation = (changes: Record<string, unknown> = {}) => ({
  email: newEmail(),
  name: '韩梅梅',
  roles: ['finance'],
  sellerId: '',
  locale: 'en',
  ...changes,
})

/** Somebody of the back office who has set a password and signed in. */
async function atWork(admin: StaffActor, roles: string[]) {
  const email = newEmail()
  const { userId } = await inviteColleague(admin, invitation({ email, roles }))
  await chooseNewPassword({ token: await secretMailedTo(userId, 'invite-staff'), password: PASSWORD })
  const { sid } = await signIn({ email, password: PASSWORD }, newAddress())
  return { email, userId, sid }
}

async function newSeller(): Promise<string> {
  const id = newId()
  await owner`insert into sellers (id, code, name_en, name_zh, is_platform) values (${id}, ${id}, 'S', '供应商', false)`
  return id
}

/** Everybody else who administers leaves, so that a test decides who is the last one. */
async function aloneWith(...admins: StaffActor[]): Promise<void> {
  await owner`update users set disabled_at = now() where id in (select user_id from staff where 'admin' = any(roles))
    and not (id = any(${admins.map(({ userId }) => userId)}))`
}

async function audited(subject: string, command: string) {
  return owner`select user_id, detail from audit_log where subject_id = ${subject} and command = ${command} and refusal is null`
}

describe('inviting', () => {
  test('gives roles, mails a link, and the link opens the back office', async () => {
    const admin = await newStaff('admin')
    const { userId, sid, email } = await atWork(admin, ['finance', 'support'])
    expect((await findSession(STRANGER, sid))?.staff).toEqual({
      roles: ['finance', 'support'],
      sellerId: null,
    })
    expect(await getStaffPerson(admin, userId)).toMatchObject({
      email,
      name: '韩梅梅',
      state: 'enabled',
      accounts: [],
    })
    expect(await audited(userId, 'staff.invite-colleague')).toEqual([
      { user_id: admin.userId, detail: { roles: 'finance, support', sellerId: null } },
    ])
  })

  test('shows who has not come yet', async () => {
    const admin = await newStaff('admin')
    const { userId } = await inviteColleague(admin, invitation())
    expect((await listStaff(admin)).find((one) => one.userId === userId)).toMatchObject({
      state: 'invited',
      lastSignInAt: null,
    })
  })

  test('a customer who proved the address keeps the password, and signs in anew', async () => {
    const admin = await newStaff('admin')
    const { email, userId } = await newSignUp()
    await owner`update users set email_verified_at = now() where id = ${userId}`
    const { sid } = await signIn({ email, password: PASSWORD }, newAddress())
    await inviteColleague(admin, invitation({ email }))
    expect(await findSession(STRANGER, sid)).toBeNull()
    expect((await signIn({ email, password: PASSWORD }, newAddress())).area).toBe('staff')
    expect((await getStaffPerson(admin, userId)).accounts).toHaveLength(1)
  })

  test('who signed up with a colleague’s address before does not get in with that password', async () => {
    const admin = await newStaff('admin')
    const { email, userId } = await newSignUp()
    await inviteColleague(admin, invitation({ email }))
    expect(await refusalOf(signIn({ email, password: PASSWORD }, newAddress()))).toBe('sign-in.failed')
    await chooseNewPassword({
      token: await secretMailedTo(userId, 'invite-staff'),
      password: 'Colleague-2026',
    })
    expect((await signIn({ email, password: 'Colleague-2026' }, newAddress())).area).toBe('staff')
  })

  test('nobody is invited twice, and so nobody gives themselves a role', async () => {
    const admin = await newStaff('admin')
    const { email } = await atWork(admin, ['support'])
    expect(await refusalOf(inviteColleague(admin, invitation({ email, roles: ['admin'] })))).toBe(
      'staff.exists',
    )
    expect(await refusalOf(inviteColleague(admin, invitation({ email: admin.email })))).toBe('staff.exists')
  })

  test('twenty at once invite once', async () => {
    const admin = await newStaff('admin')
    const form = invitation()
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => inviteColleague(admin, form)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(
      await owner`select from outbox join users u on u.id::text = payload->>'userId' where u.email = ${form.email}`,
    ).toHaveLength(1)
  })

  test.each([
    [{ roles: [] }, { roles: 'roles-required' }],
    [{ roles: ['emperor'] }, { 'roles.0': 'role-invalid' }],
    [{ roles: ['admin'], sellerId: newId() }, { sellerId: 'seller-for-reviewers' }],
    [{ name: ' ' }, { name: 'person-name-required' }],
    [{ email: 'nobody' }, { email: 'email-invalid' }],
  ])('with %j answers %j', async (changes, fields) => {
    const admin = await newStaff('admin')
    const answer = await inviteColleague(admin, invitation(changes)).catch((error: unknown) => error)
    expect(answer).toMatchObject({ code: 'input.invalid', fields })
  })

  test('a seller nobody knows binds nobody', async () => {
    const admin = await newStaff('admin')
    const form = invitation({ roles: ['reviewer'], sellerId: newId() })
    expect(await refusalOf(inviteColleague(admin, form))).toBe('object.not-found')
    expect(await owner`select from users where email = ${form.email}`).toHaveLength(0)
  })
})

describe('roles', () => {
  test('count at the next request, and the log tells both', async () => {
    const admin = await newStaff('admin')
    const { userId, sid } = await atWork(admin, ['support'])
    const sellerId = await newSeller()
    await changeStaffRoles(admin, { userId, roles: ['reviewer'], sellerId })
    expect((await findSession(STRANGER, sid))?.staff).toEqual({ roles: ['reviewer'], sellerId })
    expect(await audited(userId, 'staff.change-roles')).toEqual([
      {
        user_id: admin.userId,
        detail: { roles: 'reviewer', former: 'support', sellerId, formerSellerId: null },
      },
    ])
  })

  test('twenty at once change once', async () => {
    const admin = await newStaff('admin')
    const { userId } = await newStaff('support')
    const change = { userId, roles: ['finance'], sellerId: '' }
    await Promise.all(Array.from({ length: 20 }, () => changeStaffRoles(admin, change)))
    expect(await audited(userId, 'staff.change-roles')).toHaveLength(1)
  })

  test('of oneself stay as they are', async () => {
    const admin = await newStaff('admin')
    await newStaff('admin')
    const own = { userId: admin.userId, roles: ['admin', 'finance'], sellerId: '' }
    expect(await refusalOf(changeStaffRoles(admin, own))).toBe('staff.own-record')
    expect(await refusalOf(disableStaff(admin, { userId: admin.userId }))).toBe('staff.own-record')
  })

  test('of a customer’s member are not found, and a member changes none', async () => {
    const admin = await newStaff('admin')
    await newStaff('admin')
    const member = await newCustomer()
    expect(await refusalOf(disableStaff(admin, { userId: member.userId }))).toBe('object.not-found')
    expect(await refusalOf(getStaffPerson(admin, member.userId))).toBe('object.not-found')
    expect(await refusalOf(disableStaff(member, { userId: admin.userId }))).toBe('actor.forbidden')
  })

  test.each(['finance', 'support', 'reviewer'] as const)('nobody who is %s changes any', async (role) => {
    const actor = await newStaff(role)
    const { userId } = await newStaff('support')
    expect(await refusalOf(changeStaffRoles(actor, { userId, roles: ['admin'], sellerId: '' }))).toBe(
      'actor.forbidden',
    )
    expect(await refusalOf(inviteColleague(actor, invitation()))).toBe('actor.forbidden')
    expect(await refusalOf(enableStaff(actor, { userId }))).toBe('actor.forbidden')
  })
})

describe('disabling', () => {
  test('ends every session and every sign-in, until the person is enabled again', async () => {
    const admin = await newStaff('admin')
    const { email, userId, sid } = await atWork(admin, ['admin'])
    await disableStaff(admin, { userId })
    expect(await findSession(STRANGER, sid)).toBeNull()
    expect(await refusalOf(signIn({ email, password: PASSWORD }, newAddress()))).toBe('sign-in.failed')
    expect((await getStaffPerson(admin, userId)).state).toBe('disabled')
    await enableStaff(admin, { userId })
    // What was ended stays ended.
    expect(await findSession(STRANGER, sid)).toBeNull()
    expect((await signIn({ email, password: PASSWORD }, newAddress())).area).toBe('staff')
    expect(await audited(userId, 'staff.disable')).toEqual([{ user_id: admin.userId, detail: { ended: 1 } }])
    expect(await audited(userId, 'staff.enable')).toHaveLength(1)
  })

  test('twenty at once disable once', async () => {
    const admin = await newStaff('admin')
    const { userId } = await newStaff('finance')
    await Promise.all(Array.from({ length: 20 }, () => disableStaff(admin, { userId })))
    expect(await audited(userId, 'staff.disable')).toHaveLength(1)
  })

  test('two admins at each other’s throat leave one, fifteen times over', async () => {
    for (let round = 0; round < 15; round++) {
      const [one, other] = [await newStaff('admin'), await newStaff('admin')]
      await aloneWith(one, other)
      const answers = await Promise.allSettled([
        disableStaff(one, { userId: other.userId }),
        changeStaffRoles(other, { userId: one.userId, roles: ['support'], sellerId: '' }),
      ])
      const left = await owner`select s.user_id from staff s join users u on u.id = s.user_id
        where 'admin' = any(s.roles) and s.seller_id is null and u.disabled_at is null`
      expect(left).toHaveLength(1)
      const refused = answers.filter((answer) => answer.status === 'rejected')
      expect(refused.map(({ reason }) => (reason as { code: string }).code)).toEqual(['staff.last-admin'])
    }
  })

  test('an admin who was disabled while asking changes nothing', async () => {
    const [one, other, third] = [await newStaff('admin'), await newStaff('admin'), await newStaff('admin')]
    await aloneWith(one, other, third)
    await disableStaff(other, { userId: one.userId })
    expect(await refusalOf(disableStaff(one, { userId: other.userId }))).toBe('actor.forbidden')
    await disableStaff(other, { userId: third.userId })
    // None but the one to be disabled is left, and the one who asks is not any more.
    expect(await refusalOf(disableStaff(one, { userId: other.userId }))).toBe('staff.last-admin')
  })
})
