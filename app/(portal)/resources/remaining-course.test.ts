import { describe, expect, it } from 'vitest'
import type { PackageSpan } from '@/lib/billing/resource/resource.rules'
import { courseOf } from './remaining-course'

const now = new Date('2026-11-21T00:00:00Z')
const day = (text: string) => new Date(`${text}T00:00:00Z`)
const bought = (from: string, until: string, units: bigint, remainingUnits = units): PackageSpan => ({
  validFrom: day(from),
  expiresAt: day(until),
  units,
  remainingUnits,
})

describe('the course of a resource', () => {
  it('steps up where a package was bought and goes on level', () => {
    const { past, forecast, estimated } = courseOf([bought('2026-08-01', '2029-08-01', 100_000n)], now)
    expect(past.map((point) => point.left)).toEqual([0, 0, 100_000, 100_000])
    expect(past.at(-1)?.at).toEqual(now)
    expect(forecast?.left).toBe(100_000)
    expect(estimated).toBe(false)
  })

  it('steps down where one expired, with what it still had', () => {
    const { past } = courseOf([bought('2025-09-01', '2026-09-01', 100_000n, 40_000n)], now)
    const lefts = past.map((point) => point.left)
    expect(lefts.slice(-2)).toEqual([0, 0])
    expect(lefts.at(-3)).toBe(40_000)
  })

  it('spreads use over the time of its package, so that it arrives at what is left today', () => {
    const { past, estimated } = courseOf(
      [bought('2026-08-21', '2029-08-21', 100_000n, 8_000n), bought('2026-10-06', '2029-10-06', 50_000n)],
      now,
    )
    // The 46 days between the purchases are half of the 92 until now.
    expect(past.map((point) => point.left)).toEqual([0, 0, 100_000, 54_000, 104_000, 58_000])
    expect(estimated).toBe(true)
  })

  it('goes on until the next package with units left ends, at most for two months', () => {
    const soon = bought('2026-08-01', '2026-12-01', 100n)
    const usedUp = bought('2026-08-01', '2026-11-25', 100n, 0n)
    expect(courseOf([soon, usedUp], now)).toMatchObject({ forecast: { at: soon.expiresAt }, next: soon })
    const later = bought('2026-08-01', '2029-08-01', 100n)
    expect(courseOf([later], now).forecast?.at).toEqual(new Date('2027-01-19T16:00:00Z'))
  })

  it('is empty where nothing was valid in these months', () => {
    expect(courseOf([], now)).toEqual({ past: [] })
    expect(courseOf([bought('2024-01-01', '2025-01-01', 100n)], now)).toEqual({ past: [] })
  })
})
