import { describe, expect, test } from 'vitest'
import { isFormerNumber, readNumber } from './former-number.rules'

const former = { former: true }

describe('an older or another taxpayer number', () => {
  test.each([
    ['32012157591580X', '32012157591580X', false],
    ['310104-x0721897-7', '310104X07218977', false],
    // The organisation code of the first with another check character.
    ['320121575915801', '320121575915801', true],
    ['11010549123100201', '11010549123100201', false],
    ['11010519491231002X 01', '11010519491231002X01', false],
    ['11010519491231002xL1', '11010519491231002XL1', false],
  ])('%j is one where somebody says so', (typed, normalized, doubtful) => {
    expect(readNumber(typed, former)).toEqual({ valid: true, normalized, doubtful })
    expect(isFormerNumber(normalized)).toBe(true)
    expect(readNumber(typed, { former: false })).toEqual({
      valid: false,
      problem: 'taxpayer-id-former-untold',
    })
  })

  test.each([
    ['02012157591580X', 'taxpayer-id-former-structure'],
    ['3201215759158OZ', 'taxpayer-id-former-structure'],
    ['32012157591580?', 'taxpayer-id-former-structure'],
    // The thirtieth of February, of either length.
    ['11010549023000201', 'taxpayer-id-former-structure'],
    ['11010519490230002X01', 'taxpayer-id-former-structure'],
    ['11010519491231002X?1', 'taxpayer-id-former-structure'],
    ['11010519491231002101', 'taxpayer-id-former-check'],
    ['1101054912310020', 'taxpayer-id-length'],
    ['91330100799655058C', 'taxpayer-id-check'],
    ['', 'taxpayer-id-empty'],
  ])('%j is refused as %s', (typed, problem) => {
    expect(readNumber(typed, former)).toEqual({ valid: false, problem })
  })

  test('a unified code is read as one, whatever was said', () => {
    for (const said of [true, false])
      expect(readNumber('9133 0100 7996 5505 8b', { former: said })).toEqual({
        valid: true,
        normalized: '91330100799655058B',
        doubtful: false,
      })
    for (const other of ['91330100799655058B', '', null]) expect(isFormerNumber(other)).toBe(false)
  })
})
