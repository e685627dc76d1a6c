import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatYuan, parseYuan } from './money'
import { amountOf, amountProblem, limitsInWords } from './typed-amount'

const limits = { least: parseYuan('1.00'), most: parseYuan('1000000.00') }

describe('an amount as it was typed', () => {
  test.each([
    ['', 'amount-empty'],
    ['  ', 'amount-empty'],
    ['　', 'amount-empty'],
    ['0', 'amount-zero'],
    ['0.00', 'amount-zero'],
    ['-5', 'amount-negative'],
    ['−5', 'amount-negative'],
    ['1.234', 'amount-decimals'],
    ['ten', 'amount-text'],
    ['¥500', 'amount-text'],
    ['1e3', 'amount-text'],
    ['5.', 'amount-text'],
    ['.5', 'amount-text'],
    ['1.2.3', 'amount-text'],
    ['1 000', 'amount-spaces'],
    [' 100', 'amount-spaces'],
    ['１００', 'amount-full-width'],
    ['1,000.00', 'amount-commas'],
    ['0.99', 'amount-below-least'],
    ['1000000.01', 'amount-above-most'],
    ['9'.repeat(400), 'amount-above-most'],
  ])('%j is sent back as %s', (typed, key) => {
    expect(amountProblem(typed, limits)).toBe(key)
  })

  test.each([
    ['1', '1.00'],
    ['1000000.00', '1000000.00'],
    ['0100.5', '100.50'],
  ])('%j is %s', (typed, yuan) => {
    expect(amountProblem(typed, limits)).toBeNull()
    expect(formatYuan(amountOf(typed))).toBe(yuan)
  })

  test('every amount above zero is understood as itself, written in full', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 999_999_999_999n }), (fen) => {
        const typed = formatYuan(fen)
        expect(amountProblem(typed)).toBeNull()
        expect(amountOf(typed)).toBe(fen)
      }),
    )
  })

  test('without limits only the size of a number itself is one', () => {
    expect(amountProblem('0.01')).toBeNull()
    expect(amountProblem('10000000000')).toBe('amount-too-large')
    expect(limitsInWords(limits)).toEqual({ least: '1.00', most: '1,000,000.00' })
  })
})
