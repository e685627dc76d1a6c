import { describe, expect, it } from 'vitest'
import { presets } from '@/lib/billing/policy/policy.rules'
import { preconditions, type Standing } from './preconditions.rules'

const nothing: Standing = { authentication: null, titles: [], addresses: 0, freeFen: 0n }
const authentication = {
  kind: 'enterprise',
  legalName: '杭州云杉科技有限公司',
  taxpayerId: '91330108MA2H1U8T1E',
} as const
const title = { kind: 'enterprise', name: authentication.legalName, taxpayerId: authentication.taxpayerId }
const everything: Standing = { authentication, titles: [title], addresses: 1, freeFen: 1n }

const unmet = (preset: keyof typeof presets, standing: Standing) =>
  preconditions(presets[preset].invoices, standing).flatMap(({ name, met }) => (met ? [] : [name]))

describe('what has to be there before applying', () => {
  it.each([
    ['standard', ['authenticated', 'amount']],
    ['prepaid-orders', ['authenticated', 'amount']],
    ['wallet-statements', ['authenticated', 'title', 'amount']],
    ['cloud-statements', ['title', 'address', 'amount']],
  ] as const)('%s asks an account that has nothing for %j', (preset, names) => {
    expect(unmet(preset, nothing)).toEqual(names)
    expect(unmet(preset, everything)).toEqual([])
  })

  it('a title of another name than the authentication’s is none where they must be equal', () => {
    const other = { ...title, name: '杭州云杉科技有限公司滨江分公司' }
    expect(unmet('wallet-statements', { ...everything, titles: [other] })).toEqual(['title'])
    expect(unmet('cloud-statements', { ...everything, titles: [other] })).toEqual([])
  })

  it('an individual is no enterprise', () => {
    const person = { kind: 'individual', legalName: '张小雨', taxpayerId: null } as const
    expect(unmet('wallet-statements', { ...everything, authentication: person })).toContain('authenticated')
  })
})
