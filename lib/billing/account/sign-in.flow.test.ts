import { describe, expect, test } from 'vitest'
import { STRANGER } from '@/lib/auth/actor'
import { verifyPassword } from '@/lib/auth/password'
import { newId } from '@/lib/kernel/id'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { newAddress, newEmail, newSignUp, PASSWORD } from '@/tests/support/door'
import { findSession } from './account.queries'
import { endSession } from './end-session.command'
import { openSession } from './open-session.command'
import { signIn } from './sign-in.flow'

async function signedIn() {
  const person = await newSignUp()
  const { sid } = await signIn({ email: person.email, password: PASSWORD }, newAddress())
  return { ...person, sid }
}

const tryWrong = (email: string, address: string) =>
  refusalOf(signIn({ email, password: 'wrong-pass-2026' }, address))

describe('signing in', () => {
  test('opens a session of twelve hours for the first account', async () => {
    const { email, userId, sid } = await signedIn()
    const [row] = await owner`select user_id, account_id is not null as bound,
      extract(epoch from expires_at - created_at)::int / 60 as minutes from sessions where id = ${sid}`
    expect(row).toEqual({ user_id: userId, bound: true, minutes: 12 * 60 })
    expect(await findSession(STRANGER, sid)).toMatchObject({
      userId,
      email,
      emailVerified: false,
      memberships: [{ role: 'owner' }],
      staff: null,
    })
  })

  test('takes the address in any case and with spaces around it', async () => {
    const { email, userId } = await newSignUp()
    await expect(
      signIn({ email: ` ${email.toUpperCase()} `, password: PASSWORD }, newAddress()),
    ).resolves.toMatchObject({
      userId,
      area: 'portal',
    })
  })

  test('knows staff by their row', async () => {
    const { userId, email } = await newStaff('admin')
    const { email: other } = await newSignUp()
    await owner`update users set password_hash = (select password_hash from users where email = ${other}) where id = ${userId}`
    const { area, sid } = await signIn({ email, password: PASSWORD }, newAddress())
    expect(area).toBe('staff')
    expect((await findSession(STRANGER, sid))?.staff).toEqual({ roles: ['admin'], sellerId: null })
  })

  test('answers an unknown address, a wrong password, a disabled person and one without a password alike', async () => {
    const { email } = await newSignUp()
    const disabled = await newSignUp()
    await owner`update users set disabled_at = now() where id = ${disabled.userId}`
    const invited = await newStaff('support')
    const answers = [
      await tryWrong(newEmail(), newAddress()),
      await tryWrong(email, newAddress()),
      await refusalOf(signIn({ email: disabled.email, password: PASSWORD }, newAddress())),
      await refusalOf(signIn({ email: invited.email, password: PASSWORD }, newAddress())),
    ]
    expect(new Set(answers)).toEqual(new Set(['sign-in.failed']))
  })

  test('refuses a person who belongs nowhere any more', async () => {
    const { email, userId } = await newSignUp()
    await owner`delete from members where user_id = ${userId}`
    expect(await refusalOf(signIn({ email, password: PASSWORD }, newAddress()))).toBe('sign-in.failed')
  })

  test('does not open a session with a password that was changed meanwhile', async () => {
    const { email, userId } = await newSignUp()
    const [user] = await owner`select password_hash from users where id = ${userId}`
    const passwordHash = String(user?.['password_hash'])
    await owner`update users set password_hash = ${passwordHash.slice(0, -2)} || 'xx' where id = ${userId}`
    const opening = openSession(STRANGER, { userId, passwordHash, email, address: newAddress() })
    expect(await refusalOf(opening)).toBe('sign-in.failed')
  })

  test('leaves no secret in the audit log', async () => {
    const { userId } = await signedIn()
    const rows = await owner`select command, detail from audit_log where subject_id = ${userId} order by id`
    expect(rows.map((row) => String(row['command']))).toEqual([
      'account.sign-up',
      'sign-in.attempt',
      'session.open',
    ])
    expect(JSON.stringify(rows)).not.toMatch(/argon2|pass-2026/)
  })
})

describe('throttles', () => {
  test('stop the eleventh attempt on one person, also with the right password', async () => {
    const { email } = await newSignUp()
    for (let attempt = 0; attempt < 10; attempt++)
      expect(await tryWrong(email, newAddress())).toBe('sign-in.failed')
    expect(await refusalOf(signIn({ email, password: PASSWORD }, newAddress()))).toBe('sign-in.throttled')
  })

  test('treat an unknown address no differently', async () => {
    const email = newEmail()
    for (let attempt = 0; attempt < 10; attempt++)
      expect(await tryWrong(email, newAddress())).toBe('sign-in.failed')
    expect(await tryWrong(email, newAddress())).toBe('sign-in.throttled')
  })

  test('let none of thirty attempts at once slip past the limit', async () => {
    const { email } = await newSignUp()
    const answers = await Promise.all(Array.from({ length: 30 }, () => tryWrong(email, newAddress())))
    expect(answers.filter((answer) => answer === 'sign-in.failed')).toHaveLength(10)
  })

  test('count by the sender as well', async () => {
    const address = newAddress()
    await tryWrong(newEmail(), address)
    await owner`update throttles set attempts = 100
      where key = encode(sha256(convert_to(${`sign-in.address:${address}`}, 'UTF8')), 'hex')`
    expect(await tryWrong(newEmail(), address)).toBe('sign-in.throttled')
  })

  test('count failures only', async () => {
    const { email } = await newSignUp()
    const address = newAddress()
    for (let attempt = 0; attempt < 12; attempt++) await signIn({ email, password: PASSWORD }, address)
    expect(await tryWrong(email, address)).toBe('sign-in.failed')
  })

  test('end with their window', async () => {
    const { email } = await newSignUp()
    for (let attempt = 0; attempt < 10; attempt++) await tryWrong(email, newAddress())
    await owner`update throttles set window_start = window_start - interval '15 minutes'
      where key = encode(sha256(convert_to(${`sign-in.email:${email}`}, 'UTF8')), 'hex')`
    await expect(signIn({ email, password: PASSWORD }, newAddress())).resolves.toMatchObject({
      area: 'portal',
    })
  })

  test('keep neither addresses nor senders', async () => {
    const { email } = await newSignUp()
    const address = newAddress()
    await tryWrong(email, address)
    const keys = await owner`select key from throttles`
    expect(keys.every((row) => /^[0-9a-f]{64}$/.test(String(row['key'])))).toBe(true)
  })
})

describe('at the next request', () => {
  test('a session that was ended is none', async () => {
    const { sid, userId } = await signedIn()
    await endSession(STRANGER, { sessionId: sid, userId })
    expect(await findSession(STRANGER, sid)).toBeNull()
  })

  test('nobody ends the session of somebody else', async () => {
    const { sid } = await signedIn()
    await endSession(STRANGER, { sessionId: sid, userId: newId() })
    expect(await findSession(STRANGER, sid)).not.toBeNull()
  })

  test('a session that has run out is none', async () => {
    const { sid } = await signedIn()
    await owner`update sessions set expires_at = now() - interval '1 second' where id = ${sid}`
    expect(await findSession(STRANGER, sid)).toBeNull()
  })

  test('a disabled person has no session', async () => {
    const { sid, userId } = await signedIn()
    await owner`update users set disabled_at = now() where id = ${userId}`
    expect(await findSession(STRANGER, sid)).toBeNull()
  })

  test('a changed role counts', async () => {
    const { sid, userId } = await signedIn()
    await owner`update members set role = 'viewer' where user_id = ${userId}`
    expect((await findSession(STRANGER, sid))?.memberships[0]?.role).toBe('viewer')
  })

  test('an account one was removed from is not the current one', async () => {
    const { sid, userId } = await signedIn()
    await owner`delete from members where user_id = ${userId}`
    expect(await findSession(STRANGER, sid)).toMatchObject({ accountId: null, memberships: [] })
  })
})

test('comparing with nobody works on the hash of nobody', async () => {
  expect(await verifyPassword(null, PASSWORD)).toBe(false)
})
