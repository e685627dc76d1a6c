import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password'

test('a password matches its own hash and no other', async () => {
  const hash = await hashPassword('Demo-pass-2026')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword(hash, 'Demo-pass-2026')).toBe(true)
  expect(await verifyPassword(hash, 'demo-pass-2026')).toBe(false)
  expect(await hashPassword('Demo-pass-2026')).not.toBe(hash)
})

test('without a hash nothing matches', async () => expect(await verifyPassword(null, '')).toBe(false))
