import { describe, expect, test } from 'vitest'
import { STRANGER } from '@/lib/auth/actor'
import { owner, refusalOf } from '@/tests/support/database'
import { newAddress, newSignUp, PASSWORD, secretMailedTo } from '@/tests/support/door'
import { findLinkAddress, findSession } from './account.queries'
import { changeOwnPassword } from './change-own-password.flow'
import { endSession } from './end-session.command'
import { requestPasswordReset } from './request-password-reset.command'
import { listSessions } from './session.queries'
import { signIn } from './sign-in.flow'
import { touchSession } from './touch-session.command'

const NEW = 'Another-pass-2027'
const CHROME = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'

async function signedIn() {
  const { email, userId } = await newSignUp()
  const { sid } = await signIn({ email, password: PASSWORD }, newAddress(), CHROME)
  return { email, userId, sessionId: sid }
}

const fieldsOf = (changing: Promise<unknown>) =>
  changing.then(
    () => null,
    (error: unknown) => (error as { fields?: unknown }).fields ?? error,
  )

describe('changing one’s password', () => {
  test('ends every other session and every reset link, and keeps this one', async () => {
    const person = await signedIn()
    const { email, userId, sessionId } = person
    const other = await signIn({ email, password: PASSWORD }, newAddress())
    await requestPasswordReset(STRANGER, { email, address: newAddress() })
    const link = await secretMailedTo(userId, 'reset-password')
    expect(await changeOwnPassword(person, { currentPassword: PASSWORD, password: NEW })).toEqual({
      ended: 1,
    })
    expect(await findSession(STRANGER, sessionId)).not.toBeNull()
    expect(await findSession(STRANGER, other.sid)).toBeNull()
    expect(await findLinkAddress(STRANGER, link, 'reset-password')).toBeNull()
    expect(await refusalOf(signIn({ email, password: PASSWORD }, newAddress()))).toBe('sign-in.failed')
    await expect(signIn({ email, password: NEW }, newAddress())).resolves.toMatchObject({ userId })
  })

  test('asks for the current one', async () => {
    const person = await signedIn()
    expect(
      await fieldsOf(changeOwnPassword(person, { currentPassword: 'wrong-pass-2026', password: NEW })),
    ).toEqual({
      currentPassword: 'password-wrong',
    })
    await expect(signIn({ email: person.email, password: PASSWORD }, newAddress())).resolves.toBeDefined()
  })

  test.each([
    ['short', 'password-too-short'],
    ['aaaaaaaaaaaa', 'password-too-plain'],
    ['x1'.repeat(65), 'password-too-long'],
    [PASSWORD, 'password-unchanged'],
    ['', 'required'],
  ])('to %j answers %s', async (password, problem) => {
    expect(
      await fieldsOf(changeOwnPassword(await signedIn(), { currentPassword: PASSWORD, password })),
    ).toEqual({
      password: problem,
    })
  })

  test('to the own address, or its first part, is refused as at sign-up', async () => {
    const person = await signedIn()
    for (const password of [person.email, person.email.toUpperCase(), person.email.split('@', 1)[0]])
      expect(await fieldsOf(changeOwnPassword(person, { currentPassword: PASSWORD, password }))).toEqual({
        password: 'password-too-plain',
      })
  })

  test('cannot be guessed at leisure, and a form cannot name somebody else', async () => {
    const person = await signedIn()
    const other = await signedIn()
    const guess = {
      currentPassword: 'wrong-pass-2026',
      password: NEW,
      userId: other.userId,
      email: other.email,
    }
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => refusalOf(changeOwnPassword(person, guess))),
    )
    expect(answers.filter((code) => code === 'sign-in.throttled')).toHaveLength(2)
    expect(await refusalOf(changeOwnPassword(person, { currentPassword: PASSWORD, password: NEW }))).toBe(
      'sign-in.throttled',
    )
    // Neither the other person nor the way in by the sign-in page suffers from it.
    await expect(
      changeOwnPassword(other, { currentPassword: PASSWORD, password: NEW }),
    ).resolves.toBeDefined()
    await expect(signIn({ email: person.email, password: PASSWORD }, newAddress())).resolves.toBeDefined()
  })

  test('ten at once, as many as the throttle lets try, change it once', async () => {
    const person = await signedIn()
    const all = Array.from({ length: 10 }, (_, at) =>
      changeOwnPassword(person, { currentPassword: PASSWORD, password: `${NEW}-${at}` }),
    )
    const answers = await Promise.allSettled(all)
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('is in the log without a secret', async () => {
    const person = await signedIn()
    await changeOwnPassword(person, { currentPassword: PASSWORD, password: NEW })
    const rows =
      await owner`select detail from audit_log where subject_id = ${person.userId} and command = 'user.change-password'`
    expect(rows).toEqual([{ detail: { ended: 0 } }])
  })
})

describe('one’s sessions', () => {
  test('are listed with their device, without those of others and those that are over', async () => {
    const person = await signedIn()
    await signedIn()
    const second = await signIn({ email: person.email, password: PASSWORD }, newAddress(), 'x'.repeat(1000))
    const third = await signIn({ email: person.email, password: PASSWORD }, newAddress())
    await endSession(STRANGER, { sessionId: third.sid, userId: person.userId })
    const listed = await listSessions(STRANGER, person.userId)
    expect(listed.map(({ id }) => id)).toEqual([second.sid, person.sessionId])
    expect(listed.map(({ userAgent }) => userAgent)).toEqual(['x'.repeat(300), CHROME])
  })

  test('end one by one, and only by their person', async () => {
    const person = await signedIn()
    const stranger = await signedIn()
    const other = await signIn({ email: person.email, password: PASSWORD }, newAddress())
    await endSession(STRANGER, { sessionId: stranger.sessionId, userId: person.userId })
    expect(await findSession(STRANGER, stranger.sessionId)).not.toBeNull()
    await endSession(STRANGER, { sessionId: other.sid, userId: person.userId })
    expect(await findSession(STRANGER, other.sid)).toBeNull()
  })

  test('know when they were used, as exactly as five minutes, and leave no row in the log', async () => {
    const { userId, sessionId } = await signedIn()
    const usedAt = async () => (await findSession(STRANGER, sessionId))?.lastUsedAt
    await owner`update sessions set last_used_at = now() - interval '4 minutes' where id = ${sessionId}`
    const fresh = await usedAt()
    await touchSession(STRANGER, { sessionId, userId })
    expect(await usedAt()).toEqual(fresh)
    await owner`update sessions set last_used_at = now() - interval '6 minutes' where id = ${sessionId}`
    const stale = await usedAt()
    await touchSession(STRANGER, { sessionId, userId })
    expect((await usedAt())?.getTime()).toBeGreaterThan(stale?.getTime() ?? Infinity)
    expect(await owner`select from audit_log where command = 'session.touch'`).toHaveLength(0)
  })
})
