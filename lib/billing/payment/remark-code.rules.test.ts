import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readableCode } from '@/lib/kernel/id'
import { foldRemark, isRemarkCode, REMARK_BODY, withCheck } from './remark-code.rules'

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const letter = fc.constantFrom(...ALPHABET)
const code = fc.array(letter, { minLength: 7, maxLength: 7 }).map((letters) => withCheck(letters.join('')))

describe('a remittance remark', () => {
  test('has eight characters that nobody mistakes for another', () => {
    for (let round = 0; round < 500; round++) {
      const made = withCheck(readableCode(REMARK_BODY))
      expect(made).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
      expect(isRemarkCode(made)).toBe(true)
    }
  })

  test('finds every single wrong character', () => {
    fc.assert(
      fc.property(code, fc.nat(7), letter, (made, at, other) => {
        fc.pre(made[at] !== other)
        expect(isRemarkCode(made.slice(0, at) + other + made.slice(at + 1))).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })

  test('finds every two neighbours that changed places', () => {
    fc.assert(
      fc.property(code, fc.nat(6), (made, at) => {
        const [before = '', after = ''] = [made[at], made[at + 1]]
        fc.pre(before !== after)
        expect(isRemarkCode(made.slice(0, at) + after + before + made.slice(at + 2))).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })

  test.each(['', 'K7M4', 'K7M4QX2R2', 'O0000000', 'k7m4qx2r'])('%j is none', (text) => {
    expect(isRemarkCode(text)).toBe(false)
  })

  test('is recognised however it was written down', () => {
    const made = withCheck('K7M4QX2')
    expect(foldRemark(` ${made.slice(0, 4).toLowerCase()} - ${made.slice(4)}`)).toBe(made)
    expect(foldRemark('Ｋ７Ｍ４')).toBe('K7M4')
    expect(isRemarkCode(foldRemark(made))).toBe(true)
  })
})
