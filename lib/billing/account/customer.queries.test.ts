import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newMember, newStaff, owner, refusalOf } from '@/tests/support/database'
import { getCustomer, listCustomers } from './customer.queries'

const support = await newStaff('support')
const found = async (search: string) =>
  (await listCustomers(support, { search, cursor: null })).rows.map((row) => row.id)

describe('customers', () => {
  test('are found by name, by number and by the address of a member', async () => {
    const customer = await newCustomer()
    const colleague = await newMember(customer, 'viewer')
    const [account] = await owner`select number, name from accounts where id = ${customer.accountId}`
    for (const search of [String(account?.['name']), String(account?.['number']), colleague.email])
      expect(await found(search)).toEqual([customer.accountId])
    expect(await found(`${colleague.email}x`)).toEqual([])
  })

  test('are listed with their owner and the number of their members, by kind', async () => {
    const customer = await newCustomer()
    await newMember(customer, 'finance')
    const search = customer.accountName
    const [row] = (await listCustomers(support, { search, kind: 'enterprise', cursor: null })).rows
    expect(row).toMatchObject({ members: 2, ownerName: customer.name, kind: 'enterprise' })
    expect((await listCustomers(support, { search, kind: 'individual', cursor: null })).count).toBe(0)
  })

  test('show their members with role and sign-in state', async () => {
    const customer = await newCustomer()
    const viewer = await newMember(customer, 'viewer')
    await owner`update users set email_verified_at = null, disabled_at = now() where id = ${viewer.userId}`
    const sessions: [age: string, left: string, ended: boolean][] = [
      ['3 days', '-2 days', false],
      ['2 days', '1 day', true],
      ['1 day', '1 day', false],
    ]
    for (const [age, left, ended] of sessions)
      await owner`insert into sessions (id, user_id, created_at, last_used_at, expires_at, ended_at)
        values (${newId()}, ${customer.userId}, now() - ${age}::interval, now(), now() + ${left}::interval,
          ${ended ? new Date() : null})`
    const { members } = await getCustomer(support, customer.accountId)
    expect(members).toMatchObject([
      { userId: customer.userId, role: 'owner', emailVerified: true, disabled: false, openSessions: 1 },
      { userId: viewer.userId, role: 'viewer', emailVerified: false, disabled: true, openSessions: 0 },
    ])
    const age = Date.now() - (members[0]?.lastSignInAt?.getTime() ?? 0)
    expect(Math.round(age / 3_600_000)).toBe(24)
    expect(members[1]?.lastSignInAt).toBeNull()
  })

  test('are not found where there is none', async () => {
    expect(await refusalOf(getCustomer(support, newId()))).toBe('object.not-found')
  })
})
