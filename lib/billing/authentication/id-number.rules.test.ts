import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, parseDay, type Day } from '@/lib/kernel/calendar'
import { lastOf, readIdNumber } from './id-number.rules'

describe('a citizen identity number', () => {
  test.each([
    ['', 'id-number-empty'],
    [' \u3000', 'id-number-empty'],
    ['11010519491231002', 'id-number-length'],
    ['11010519491231002XX', 'id-number-length'],
    ['110105491231002', 'id-number-length'],
    ['01010519491231002X', 'id-number-letter'],
    ['1101051949123100X2', 'id-number-letter'],
    ['11010519491231O02X', 'id-number-letter'],
    ['11010519491331002X', 'id-number-date'],
    ['110105194902290026', 'id-number-date'],
    ['11010518991231002X', 'id-number-date'],
    ['110105194912310021', 'id-number-check'],
    ['11010519491213002X', 'id-number-check'],
  ])('%j is refused as %s', (typed, problem) => {
    expect(readIdNumber(typed)).toEqual({ valid: false, problem })
  })

  test.each([
    '11010519491231002X',
    '11010519491231002x',
    '１１０１０５ 1949-1231 002Ｘ',
    '\u200B11010519491231002X\u00A0',
  ])('%j is one', (typed) => {
    expect(readIdNumber(typed)).toEqual({
      valid: true,
      normalized: '11010519491231002X',
      bornOn: '1949-12-31',
    })
  })

  test('any single wrong digit, and any two neighbours exchanged, are noticed', () => {
    const first = parseDay('1900-01-01') as Day
    const parts = fc.record({
      region: fc.integer({ min: 110_000, max: 659_999 }),
      days: fc.nat({ max: 45_000 }),
      sequence: fc.nat({ max: 999 }),
      at: fc.nat({ max: 16 }),
      digit: fc.nat({ max: 9 }),
    })
    fc.assert(
      fc.property(parts, ({ region, days, sequence, at, digit }) => {
        const body = `${region}${addDays(first, days).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
        const valid = [...'0123456789X'].map((end) => body + end).filter((one) => readIdNumber(one).valid)
        expect(valid).toHaveLength(1)
        const [number = ''] = valid
        const wrong = number.slice(0, at) + String(digit) + number.slice(at + 1)
        if (wrong !== number) expect(readIdNumber(wrong).valid).toBe(false)
        const [left = '', right = ''] = number.slice(at)
        const exchanged = number.slice(0, at) + right + left + number.slice(at + 2)
        if (left !== right) expect(readIdNumber(exchanged).valid).toBe(false)
      }),
    )
  })

  test('its last four characters are what stays', () => {
    expect(lastOf('11010519491231002X')).toBe('002X')
  })
})
