import { expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { newCustomer, newOrder, newStaff, owner, refusalOf } from '@/tests/support/database'
import { adoptPolicy } from './adopt-policy.command'
import { getPolicy } from './policy.queries'
import { presets } from './policy.rules'

test('a new policy rules what comes, and what was ordered keeps its own', async () => {
  const customer = await newCustomer()
  const before = await getPolicy(customer)
  const ordered = await newOrder(customer)
  const { version } = await adoptPolicy(SYSTEM, { policy: presets['wallet-statements'] })
  expect(await getPolicy(customer)).toMatchObject({ version, preset: 'wallet-statements' })
  const later = await newOrder(customer)
  const basis = async (id: string) => owner`select invoice_basis, policy_version from orders where id = ${id}`
  expect(await basis(ordered)).toEqual([{ invoice_basis: 'payment', policy_version: before.version }])
  expect(await basis(later)).toEqual([{ invoice_basis: 'statement', policy_version: version }])
  await adoptPolicy(SYSTEM, { policy: presets.standard })
})

test('a contradictory policy is refused by name, and staff cannot adopt one alone', async () => {
  const contradictory = { ...presets.standard, wallet: false }
  expect(await refusalOf(adoptPolicy(SYSTEM, { policy: contradictory }))).toBe('policy.contradicts')
  expect(await refusalOf(adoptPolicy(SYSTEM, { policy: { preset: 'standard' } }))).toBe('input.invalid')
  expect(await refusalOf(adoptPolicy(await newStaff('admin'), { policy: presets.standard }))).toBe(
    'actor.forbidden',
  )
})
