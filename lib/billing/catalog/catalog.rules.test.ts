import { expect, test } from 'vitest'
import {
  discountWorthAsking,
  hasUnitPrice,
  quantityAllowed,
  standings,
  totalOf,
  unitsOf,
} from './catalog.rules'

test('a total is the price per thousand times the thousands, exactly', () => {
  expect(totalOf(5000n, 800)).toBe(4_000_000n)
  expect(unitsOf(800)).toBe(800_000n)
})

test.each([
  [0, false],
  [1, true],
  [100_000, true],
  [100_001, false],
  [1.5, false],
])('%s thousands', (thousands, allowed) => {
  expect(quantityAllowed({ maxThousands: 100_000 }, thousands)).toBe(allowed)
})

test('a discount is worth asking for above 500,000, not at it', () => {
  expect(discountWorthAsking(500, 500)).toBe(false)
  expect(discountWorthAsking(500, 501)).toBe(true)
  expect(discountWorthAsking(null, 100_000)).toBe(false)
})

test.each([
  ['package', true],
  ['subscription', true],
  ['card', true],
  ['usage', false],
  ['top-up', false],
])('a %s has one price for a unit: %s', (kind, has) => expect(hasUnitPrice(kind)).toBe(has))

test.each([
  [[], '2026-11-22', []],
  [['2026-11-23'], '2026-11-22', ['planned']],
  [['2020-01-01', '2026-11-22', '2026-11-23'], '2026-11-22', ['former', 'in-force', 'planned']],
  [['2026-11-22', '2026-11-22'], '2026-11-22', ['former', 'in-force']],
  [['2020-01-01', '2026-12-01', '2026-12-01'], '2026-11-22', ['in-force', 'former', 'planned']],
] as const)('of %j on %s', (begins, now, expected) => {
  expect(standings<string>(begins, now)).toEqual(expected)
})
