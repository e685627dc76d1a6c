import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { negate } from '@/lib/kernel/money'
import { NOT_TAXED } from './kind.rules'
import {
  invoicesWithin,
  lineKey,
  linesOf,
  plainLines,
  readLines,
  totalsOf,
  type InvoiceLine,
} from './lines.rules'
import { claimParts, leftIn, leftOf, redParts, type Blue, type ClaimLeft } from './reversal.rules'

const item = (name: string, amountFen: bigint, taxTreatment = '0.06') => ({
  name,
  taxCode: '3040205000000000000',
  taxTreatment,
  amountFen,
})
const blue = (lines: InvoiceLine[], reversed: InvoiceLine[] = [], id = 'a'): Blue => ({ id, lines, reversed })
const [auth] = linesOf([item('认证服务费', 500_000n)]) as [InvoiceLine]
const [sms] = linesOf([item('短信服务费', 100_000n)]) as [InvoiceLine]

describe('what a red invoice reverses', () => {
  test('the whole is the blue one with every sign turned', () => {
    const [red] = redParts([blue([auth, sms])], 600_000n)
    expect(totalsOf(red?.lines ?? [])).toEqual({
      amountFen: -600_000n,
      exclusiveFen: -(auth.exclusiveFen + sms.exclusiveFen),
      taxFen: -(auth.taxFen + sms.taxFen),
    })
  })

  test('a part is spread over the lines, or taken from the named one first', () => {
    const [even] = redParts([blue([auth, sms])], 60_000n)
    expect(even?.lines.map(({ amountFen }) => amountFen)).toEqual([-50_000n, -10_000n])
    const [named] = redParts([blue([auth, sms])], 120_000n, lineKey(sms))
    expect(named?.lines.map(({ amountFen }) => amountFen)).toEqual([-20_000n, -100_000n])
  })

  test('several invoices are reversed in their order, each by a red one of its own', () => {
    const parts = redParts([blue([auth]), blue([auth], [], 'b')], 600_000n)
    expect(parts.map(({ invoiceId, amountFen }) => [invoiceId, amountFen])).toEqual([
      ['a', 500_000n],
      ['b', 100_000n],
    ])
  })

  test.each([0n, -1n, 600_001n])('%s fen cannot be reversed', (amount) => {
    expect(() => redParts([blue([auth, sms])], amount)).toThrow(RangeError)
  })

  test('part by part, amounts and tax come to the blue invoice’s own', () => {
    const cuts = fc.array(fc.bigInt({ min: 1n, max: 400_000n }), { minLength: 1, maxLength: 6 })
    const amounts = fc.tuple(fc.bigInt({ min: 1n, max: 900_000n }), fc.bigInt({ min: 1n, max: 900_000n }))
    fc.assert(
      fc.property(amounts, cuts, ([one, two], wanted) => {
        const blues = invoicesWithin(linesOf([item('a', one), item('b', two, '0.13')]), 300_000n).map(
          (lines, at) => ({ id: String(at), lines, reversed: [] as InvoiceLine[] }),
        )
        const reverse = (amount: bigint) => {
          for (const part of redParts(blues, amount)) {
            expect(part.lines.every((line) => line.amountFen < 0n && line.taxFen <= 0n)).toBe(true)
            expect(part.lines.every((line) => line.exclusiveFen + line.taxFen === line.amountFen)).toBe(true)
            blues.find(({ id }) => id === part.invoiceId)?.reversed.push(...part.lines)
          }
        }
        for (const amount of wanted) if (amount < leftIn(blues)) reverse(amount)
        reverse(leftIn(blues))
        expect(leftIn(blues)).toBe(0n)
        for (const { lines, reversed } of blues) {
          const [sum, back] = [totalsOf(lines), totalsOf(reversed)]
          expect([back.amountFen, back.taxFen]).toEqual([negate(sum.amountFen), negate(sum.taxFen)])
        }
      }),
    )
  })

  test('what is left of a line keeps the rest of its tax', () => {
    const [red] = redParts([blue([auth])], 123_457n)
    const [left] = leftOf(blue([auth], red?.lines ?? []))
    expect(left?.amountFen).toBe(376_543n)
    expect((left?.taxFen ?? 0n) - (red?.lines[0]?.taxFen ?? 0n)).toBe(auth.taxFen)
  })

  test('lines survive being kept as JSON', () => {
    expect(readLines(JSON.parse(JSON.stringify(plainLines([auth, sms]))))).toEqual([auth, sms])
  })
})

describe('a deficit among the lines', () => {
  test('lowers its own item', () => {
    const [line] = linesOf([item('a', 1000n), item('a', -300n)])
    expect(line?.amountFen).toBe(700n)
  })

  test('beyond its own item it lowers others of its tax treatment, and an item that it uses up is left out', () => {
    const lines = linesOf([item('a', 200n), item('b', 1000n), item('a', -300n), item('c', 50n, '0.13')])
    expect(lines.map(({ name, amountFen }) => [name, amountFen])).toEqual([
      ['b', 900n],
      ['c', 50n],
    ])
  })

  test('never lowers what is taxed otherwise', () => {
    expect(() => linesOf([item('a', 200n, NOT_TAXED), item('b', -300n)])).toThrow(RangeError)
  })
})

describe('the documents behind a red invoice', () => {
  const claim = (id: string, name: string, leftFen: bigint, heldFen = 0n): ClaimLeft => ({
    invoiceableId: id,
    ...item(name, 0n),
    leftFen,
    heldFen,
  })
  const red = (name: string, amountFen: bigint) =>
    linesOf([item(name, amountFen)]).map((line) => ({
      ...line,
      amountFen: negate(line.amountFen),
    }))

  test('are those of its item, what is held for a refund first', () => {
    const claims = [claim('1', 'a', 500n), claim('2', 'a', 500n, 200n), claim('3', 'b', 500n)]
    expect([...claimParts(red('a', 600n), claims, false)]).toEqual([
      ['2', 500n],
      ['1', 100n],
    ])
  })

  test('and all that is left with the last one, whatever a deficit had taken', () => {
    const claims = [claim('1', 'a', 500n), claim('2', 'b', 300n)]
    expect([...claimParts(red('a', 500n), claims, true)]).toEqual([
      ['1', 500n],
      ['2', 300n],
    ])
  })

  test('another item of the same tax treatment lends what its own does not have', () => {
    const claims = [claim('1', 'a', 100n), claim('2', 'b', 300n)]
    expect([...claimParts(red('a', 150n), claims, false)]).toEqual([
      ['1', 100n],
      ['2', 50n],
    ])
  })
})
