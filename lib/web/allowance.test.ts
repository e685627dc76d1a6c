import { expect, test } from 'vitest'
import { allowance } from './allowance'

test('so many at once, and more as time goes by', () => {
  let now = 0
  const allowed = allowance(3, () => now)
  const next = () => Array.from({ length: 5 }, allowed).filter(Boolean).length
  expect(next()).toBe(3)
  now += 400
  expect(next()).toBe(1)
  now += 60_000
  expect(next()).toBe(3)
})
