import { expect, test } from 'vitest'
import { unitsOverTime } from './resource.rules'

const at = (day: string) => new Date(`${day}T00:00:00Z`)

test('a purchase steps up, an expiry steps down, and what is left counts from now on', () => {
  const spans = [
    { units: 100n, remainingUnits: 40n, validFrom: at('2026-01-01'), expiresAt: at('2026-09-01') },
    { units: 50n, remainingUnits: 50n, validFrom: at('2026-05-01'), expiresAt: at('2027-05-01') },
  ]
  const levels = unitsOverTime(spans, at('2026-01-01'), at('2026-07-01'), at('2027-01-01'))
  expect(levels).toEqual([
    { at: at('2026-01-01'), units: 100n },
    { at: at('2026-05-01'), units: 150n },
    { at: at('2026-07-01'), units: 90n },
    { at: at('2026-09-01'), units: 50n },
    { at: at('2027-01-01'), units: 50n },
  ])
})
