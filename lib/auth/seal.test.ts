import { afterEach, expect, test, vi } from 'vitest'

const KEY = 'a key of the tests that seals nothing real, 3e9b'
const account = '0199a0a0-0000-7000-8000-000000000001'
const idNumber = '11010519491231002X'

async function withKey(key: string) {
  vi.resetModules()
  vi.stubEnv('PERSONAL_DATA_KEY', key)
  return import('./seal')
}

afterEach(() => vi.resetModules())

test('what was sealed opens for its account, and never looks the same twice', async () => {
  const { seal, unseal } = await withKey(KEY)
  const [one, other] = [seal(idNumber, account), seal(idNumber, account)]
  expect(unseal(one, account)).toBe(idNumber)
  expect(unseal(other, account)).toBe(idNumber)
  expect(one.equals(other)).toBe(false)
  expect(one.subarray(0, 12).equals(other.subarray(0, 12))).toBe(false)
  expect(one.includes(idNumber)).toBe(false)
})

test('it opens for no other account', async () => {
  const { seal, unseal, Unsealable } = await withKey(KEY)
  const sealed = seal(idNumber, account)
  expect(() => unseal(sealed, account.replace(/1$/, '2'))).toThrow(Unsealable)
})

test('a single changed bit anywhere is noticed, and what is too short is refused', async () => {
  const { seal, unseal, Unsealable } = await withKey(KEY)
  const sealed = seal(idNumber, account)
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => unseal(changed, account)).toThrow(Unsealable)
  }
  for (const length of [0, 5, 12, 20, 27]) {
    expect(() => unseal(sealed.subarray(0, length), account)).toThrow(Unsealable)
  }
})

test('another key does not open it, and the error says nothing of it', async () => {
  const sealed = (await withKey(KEY)).seal(idNumber, account)
  const { unseal } = await withKey('another key of the tests, just as harmless, 71c4')
  let told: unknown
  try {
    unseal(sealed, account)
  } catch (error) {
    told = error
  }
  expect(told).toMatchObject({ name: 'Unsealable' })
  expect(JSON.stringify(told) + String(told)).not.toContain(idNumber)
})

test('without a key nothing is sealed', async () => {
  const { seal } = await withKey('')
  expect(() => seal(idNumber, account)).toThrow('PERSONAL_DATA_KEY')
})
