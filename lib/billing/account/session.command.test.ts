import { describe, expect, test } from 'vitest'
import { STRANGER } from '@/lib/auth/actor'
import { newId } from '@/lib/kernel/id'
import { newCustomer, owner, refusalOf } from '@/tests/support/database'
import { newAddress, newSignUp, PASSWORD } from '@/tests/support/door'
import { findSession } from './account.queries'
import { endOtherSessions } from './end-other-sessions.command'
import { setLocale } from './set-locale.command'
import { signIn } from './sign-in.flow'
import { switchAccount } from './switch-account.command'

async function signedIn() {
  const person = await newSignUp()
  const { sid } = await signIn({ email: person.email, password: PASSWORD }, newAddress())
  return { ...person, sid }
}

test('ending the other sessions keeps the one that asks', async () => {
  const { email, userId, sid } = await signedIn()
  const other = await signIn({ email, password: PASSWORD }, newAddress())
  const stranger = await signedIn()
  await expect(endOtherSessions(STRANGER, { sessionId: sid, userId })).resolves.toEqual({ ended: 1 })
  expect(await findSession(STRANGER, sid)).not.toBeNull()
  expect(await findSession(STRANGER, other.sid)).toBeNull()
  expect(await findSession(STRANGER, stranger.sid)).not.toBeNull()
})

describe('switching the account', () => {
  test('counts at the next request', async () => {
    const { userId, sid } = await signedIn()
    const { accountId } = await newCustomer()
    await owner`insert into members (account_id, user_id, role) values (${accountId}, ${userId}, 'viewer')`
    await switchAccount(STRANGER, { sessionId: sid, userId, accountId })
    const session = await findSession(STRANGER, sid)
    expect(session?.accountId).toBe(accountId)
    expect(session?.memberships.map(({ role }) => role)).toEqual(['owner', 'viewer'])
  })

  test("somebody else's account is not found", async () => {
    const { userId, sid } = await signedIn()
    const before = (await findSession(STRANGER, sid))?.accountId
    const { accountId } = await newCustomer()
    expect(await refusalOf(switchAccount(STRANGER, { sessionId: sid, userId, accountId }))).toBe(
      'object.not-found',
    )
    expect((await findSession(STRANGER, sid))?.accountId).toBe(before)
  })

  test("somebody else's session is not found", async () => {
    const { userId } = await signedIn()
    const { sid } = await signedIn()
    const { accountId } = await newCustomer()
    await owner`insert into members (account_id, user_id, role) values (${accountId}, ${userId}, 'viewer')`
    expect(await refusalOf(switchAccount(STRANGER, { sessionId: sid, userId, accountId }))).toBe(
      'object.not-found',
    )
  })
})

test('a language is kept with the person', async () => {
  const { userId, sid } = await signedIn()
  await setLocale(STRANGER, { userId, locale: 'zh-CN' })
  expect((await findSession(STRANGER, sid))?.locale).toBe('zh-CN')
  expect(await refusalOf(setLocale(STRANGER, { userId, locale: 'fr' }))).toBe('input.invalid')
})

test('members and staff cannot run what happens at the door', async () => {
  const member = await newCustomer()
  expect(await refusalOf(setLocale(member, { userId: newId(), locale: 'en' }))).toBe('actor.forbidden')
})
