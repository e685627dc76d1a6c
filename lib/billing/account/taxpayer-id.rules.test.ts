import { describe, expect, test } from 'vitest'
import { readTaxpayerId } from './taxpayer-id.rules'

describe('a unified social credit code', () => {
  test.each([
    ['', 'taxpayer-id-empty'],
    ['  ', 'taxpayer-id-empty'],
    ['9133010079965', 'taxpayer-id-length'],
    ['91330100799655058BB', 'taxpayer-id-length'],
    ['9133O100799655058B', 'taxpayer-id-letter'],
    ['91330100799655058I', 'taxpayer-id-letter'],
    ['000000000000000000', 'taxpayer-id-structure'],
    ['91330100799655058C', 'taxpayer-id-check'],
    ['91330100799655085B', 'taxpayer-id-check'],
  ])('%j is refused as %s', (typed, problem) => {
    expect(readTaxpayerId(typed)).toEqual({ valid: false, problem })
  })

  test.each(['91330100799655058B', '９１３３０１００ 7996-5505 8b', '\u200B91330100799655058B\u00A0'])(
    '%j is one',
    (typed) => {
      expect(readTaxpayerId(typed)).toEqual({
        valid: true,
        normalized: '91330100799655058B',
        doubtful: false,
      })
    },
  )

  test('any single wrong character is noticed', () => {
    const code = '91330100799655058B'
    for (let at = 0; at < code.length; at++)
      for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY')
        if (other !== code[at])
          expect(readTaxpayerId(code.slice(0, at) + other + code.slice(at + 1)).valid).toBe(false)
  })
})
