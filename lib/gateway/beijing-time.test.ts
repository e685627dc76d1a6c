import { afterEach, describe, expect, test, vi } from 'vitest'
import { beijingTime, beijingTimeWithOffset, readBeijingTime, readRfc3339 } from './beijing-time'
import { cutToBytes } from './cut-text'

const instant = new Date('2026-12-31T16:30:05.999Z')

afterEach(() => {
  vi.unstubAllEnvs()
})

describe.each(['UTC', 'Asia/Shanghai', 'America/New_York'])('in a process of %s', (zone) => {
  test('times are written and read in Beijing’s zone', () => {
    vi.stubEnv('TZ', zone)
    expect(beijingTime(instant)).toBe('2027-01-01 00:30:05')
    expect(beijingTimeWithOffset(instant)).toBe('2027-01-01T00:30:05+08:00')
    expect(readBeijingTime('2027-01-01 00:30:05')).toEqual(new Date('2026-12-31T16:30:05Z'))
    expect(readRfc3339('2027-01-01T00:30:05+08:00')).toEqual(new Date('2026-12-31T16:30:05Z'))
  })
})

test('a refund’s time has milliseconds', () => {
  expect(readBeijingTime('2026-11-21 09:00:00.123')).toEqual(new Date('2026-11-21T01:00:00.123Z'))
})

test.each(['', null, 5, 'now', '2026-13-01 00:00:00', '2026-11-21', '2026-11-21T09:00:00'])(
  '%j is no time',
  (text) => {
    expect(readBeijingTime(text)).toBeNull()
    expect(readRfc3339(text)).toBeNull()
  },
)

test.each([
  ['认证充值', 12, '认证充值'],
  ['认证充值', 11, '认证充'],
  ['a💸b', 4, 'a'],
  ['a💸b', 5, 'a💸'],
  ['', 3, ''],
])('%j cut to %i bytes is %j', (text, limit, cut) => {
  expect(cutToBytes(text, limit)).toBe(cut)
})
