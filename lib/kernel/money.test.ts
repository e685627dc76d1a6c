import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  add,
  exclusiveOfTax,
  fen,
  formatYuan,
  multiplyRounded,
  negate,
  parseYuan,
  splitByWeights,
} from './money'

const amount = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n })

describe('amounts in yuan', () => {
  test.each([
    ['0', 0n],
    ['0.5', 50n],
    ['-0.05', -5n],
    ['1234.56', 123456n],
  ])('%s is read', (text, expected) => {
    expect(parseYuan(text)).toBe(expected)
  })

  test.each(['', '1.234', '1e3', '１', ' 1', '1,000', '.5', '+1', '0x10', '9'.repeat(16)])(
    '%j is refused',
    (text) => {
      expect(() => parseYuan(text)).toThrow(RangeError)
    },
  )

  test('reading undoes writing', () => {
    fc.assert(fc.property(amount, (value) => parseYuan(formatYuan(value)) === value))
  })

  test.each(['1.5', 'x', ''])('%j is no count of fen', (text) => {
    expect(() => fen(text)).toThrow(RangeError)
  })

  test('a float is no count of fen', () => {
    expect(() => fen(0.1)).toThrow(RangeError)
    expect(() => fen(2 ** 60)).toThrow(RangeError)
  })

  test('sums and signs', () => {
    expect(add(1n, 2n, -4n)).toBe(-1n)
    expect(negate(5n)).toBe(-5n)
  })
})

describe('rounding', () => {
  test.each([
    [5n, 1n, 2n, 3n],
    [-5n, 1n, 2n, -3n],
    [1n, 1n, 3n, 0n],
    [2n, 1n, 3n, 1n],
  ])('%s × %s ÷ %s rounds half away from zero to %s', (value, numerator, denominator, expected) => {
    expect(multiplyRounded(value, numerator, denominator)).toBe(expected)
  })

  test('a denominator of zero is refused', () => {
    expect(() => multiplyRounded(1n, 1n, 0n)).toThrow(RangeError)
  })
})

describe('splitting', () => {
  test('largest remainder, ties by position', () => {
    expect(splitByWeights(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
    expect(splitByWeights(101n, [1n, 1n, 1n])).toEqual([34n, 34n, 33n])
    expect(splitByWeights(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n])
    expect(splitByWeights(10n, [0n, 0n])).toEqual([5n, 5n])
  })

  test('the parts sum to the whole, keep its sign, and differ from their share by less than one fen', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(amount, weights, (total, given) => {
        const parts = splitByWeights(total, given)
        const sum = given.reduce((a, b) => a + b, 0n)
        const shares = sum === 0n ? given.map(() => 1n) : given
        const whole = sum === 0n ? BigInt(given.length) : sum
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(total)
        for (const [at, part] of parts.entries()) {
          const distance = part * whole - total * (shares[at] ?? 0n)
          expect(distance < whole && distance > -whole).toBe(true)
        }
      }),
    )
  })

  test('nothing and negative weights are refused', () => {
    expect(() => splitByWeights(1n, [])).toThrow(RangeError)
    expect(() => splitByWeights(1n, [1n, -1n])).toThrow(RangeError)
  })
})

describe('tax', () => {
  test.each([
    [10600n, '0.06', 10000n, 600n],
    [5000n, '0.06', 4717n, 283n],
    [-5000n, '0.06', -4717n, -283n],
    [100n, '0', 100n, 0n],
  ])('%s at %s is %s and %s', (inclusive, rate, exclusiveFen, taxFen) => {
    expect(exclusiveOfTax(inclusive, rate)).toEqual({ exclusiveFen, taxFen })
  })

  test('the parts sum to the whole at every rate', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom('0', '0.01', '0.03', '0.06', '0.09', '0.13'), (inclusive, rate) => {
        const { exclusiveFen, taxFen } = exclusiveOfTax(inclusive, rate)
        return exclusiveFen + taxFen === inclusive
      }),
    )
  })

  test('a rate that is none is refused', () => {
    expect(() => exclusiveOfTax(1n, '6%')).toThrow(RangeError)
  })
})
