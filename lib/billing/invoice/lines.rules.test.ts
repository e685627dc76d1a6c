import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOT_TAXED } from './kind.rules'
import { invoicesWithin, linesOf, totalsOf, type ClaimedItem } from './lines.rules'

const item = (amountFen: bigint, changes: Partial<ClaimedItem> = {}): ClaimedItem => ({
  name: '认证服务费',
  taxCode: '3040205000000000000',
  taxTreatment: '0.06',
  amountFen,
  ...changes,
})

const claims = fc.array(
  fc.record({
    name: fc.constantFrom('认证服务费', '短信服务费'),
    taxCode: fc.constant('3040205000000000000'),
    taxTreatment: fc.constantFrom('0.06', '0.13', NOT_TAXED),
    amountFen: fc.bigInt({ min: 1n, max: 10n ** 9n }),
  }),
  { minLength: 1, maxLength: 8 },
)

describe('the lines of an invoice', () => {
  test('the same item is one line, taxed once', () => {
    // Three times 10.00 at 6 % is 1.70 of tax as one line, 1.71 as three.
    const lines = linesOf([item(1000n), item(1000n), item(1000n)])
    expect(lines).toEqual([{ ...item(3000n), exclusiveFen: 2830n, taxFen: 170n }])
  })

  test('another name, code or rate is another line; what is not taxed has no tax', () => {
    const lines = linesOf([
      item(1000n),
      item(1000n, { name: '短信服务费' }),
      item(1000n, { taxTreatment: '0.13' }),
      item(1000n, { taxTreatment: NOT_TAXED }),
    ])
    expect(lines.map((line) => line.taxFen)).toEqual([57n, 57n, 115n, 0n])
    expect(totalsOf(lines)).toEqual({ amountFen: 4000n, exclusiveFen: 3771n, taxFen: 229n })
  })

  test('nothing is lost by merging: amount is exclusive plus tax, line by line and in all', () => {
    fc.assert(
      fc.property(claims, (given) => {
        const lines = linesOf(given)
        const totals = totalsOf(lines)
        for (const line of lines) expect(line.exclusiveFen + line.taxFen).toBe(line.amountFen)
        expect(totals.amountFen).toBe(given.reduce((sum, claim) => sum + claim.amountFen, 0n))
        expect(totals.exclusiveFen + totals.taxFen).toBe(totals.amountFen)
      }),
    )
  })

  test('spread over invoices: each within the limit, together the same amount', () => {
    fc.assert(
      fc.property(claims, fc.bigInt({ min: 10n ** 6n, max: 10n ** 9n }), (given, limit) => {
        const lines = linesOf(given)
        const invoices = invoicesWithin(lines, limit)
        for (const invoice of invoices) {
          expect(invoice.length).toBeGreaterThan(0)
          expect(totalsOf(invoice).exclusiveFen).toBeLessThanOrEqual(limit)
        }
        expect(totalsOf(invoices.flat()).amountFen).toBe(totalsOf(lines).amountFen)
      }),
      { numRuns: 30 },
    )
  })

  test('one that fits stays one, and a limit of nothing is refused', () => {
    const lines = linesOf([item(1000n)])
    expect(invoicesWithin(lines, 944n)).toHaveLength(1)
    expect(invoicesWithin(lines, 943n)).toHaveLength(1)
    expect(invoicesWithin(lines, 500n)).toHaveLength(2)
    expect(() => invoicesWithin(lines, 0n)).toThrow(RangeError)
  })
})
