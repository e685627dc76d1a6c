import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, fen, ZERO, type Money } from '@/lib/kernel/money'
import { orderLife } from '../order/order.rules'
import { foldName, needsSecondPerson, outcomeOf, sameName, transferLife } from './transfer.rules'

describe('the life of a transfer', () => {
  test.each([
    ['awaiting', 'confirm', 'checking'],
    ['awaiting', 'approve', 'confirmed'],
    ['awaiting', 'reject', 'rejected'],
    ['checking', 'confirm', 'checking'],
    ['checking', 'approve', 'confirmed'],
    ['checking', 'reject', 'rejected'],
    ['confirmed', 'confirm', null],
    ['confirmed', 'approve', null],
    ['confirmed', 'reject', null],
    ['rejected', 'confirm', null],
    ['rejected', 'approve', null],
    ['rejected', 'reject', null],
  ] as const)('%s, %s: %s', (from, verb, to) => {
    expect(transferLife.next(verb, from)).toBe(to)
    expect(transferLife.can(verb, from)).toBe(to !== null)
  })
})

describe('what arrived money does', () => {
  const order = (status: (typeof orderLife.states)[number], heldFen: Money = ZERO) =>
    ({ status, amountFen: fen(4_000_000), heldFen }) as const

  test.each([
    ['exactly what is due', order('awaiting-confirmation'), 4_000_000, 'paid', 4_000_000, 0],
    ['ten yuan too little', order('awaiting-confirmation'), 3_999_000, 'part', 3_999_000, 0],
    ['the rest of a part', order('awaiting-confirmation', fen(3_999_000)), 1_000, 'paid', 1_000, 0],
    ['less than the rest', order('awaiting-confirmation', fen(3_999_000)), 1, 'part', 1, 0],
    ['more than the rest', order('awaiting-confirmation', fen(3_999_000)), 1_500, 'over', 1_000, 500],
    ['one fen too much', order('awaiting-confirmation'), 4_000_001, 'over', 4_000_000, 1],
    ['for an order that expired', order('expired'), 4_000_000, 'paid', 4_000_000, 0],
    ['for an order paid meanwhile', order('paid'), 4_000_000, 'double', 0, 4_000_000],
    ['for a cancelled order', order('cancelled'), 4_000_000, 'double', 0, 4_000_000],
    ['for a refunded order', order('refunded'), 4_000_000, 'double', 0, 4_000_000],
  ] as const)('%s', (_what, due, received, outcome, taken, excess) => {
    expect(outcomeOf(due, fen(received))).toEqual({
      outcome,
      takenFen: fen(taken),
      excessFen: fen(excess),
    })
  })

  test('nothing of it is lost, and an order never takes more than its amount', () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 12n })
    const status = fc.constantFrom(...orderLife.states)
    fc.assert(
      fc.property(amount, amount, amount, status, (total, held, received, state) => {
        fc.pre(held < total)
        const due = { status: state, amountFen: fen(total), heldFen: fen(held) }
        const { takenFen, excessFen } = outcomeOf(due, fen(received))
        expect(add(takenFen, excessFen)).toBe(received)
        expect(takenFen + held).toBeLessThanOrEqual(total)
      }),
    )
  })
})

test.each([
  [0, 3_000_000, false],
  [0, 3_000_001, true],
  [2_900_000, 100_000, false],
  [2_900_000, 100_001, true],
])('%i fen before and %i now of 3,000,000 a day: a second person %s', (earlier, now, needed) => {
  expect(needsSecondPerson(fen(earlier), fen(now), fen(3_000_000))).toBe(needed)
})

test.each([
  ['Globex 环球贸易（深圳）有限公司', 'ＧＬＯＢＥＸ环球贸易(深圳) 有限公司', true],
  ['杭州云杉科技有限公司', ' 杭州云杉科技有限公司 ', true],
  ['环球贸易【深圳】', '环球贸易（深圳）', true],
  ['杭州云杉科技有限公司', '杭州云杉科技有限公司滨江分公司', false],
  ['', '杭州云杉科技有限公司', false],
])('%j and %j are the same payer: %s', (one, other, same) => {
  expect(sameName(one, other)).toBe(same)
  expect(foldName(one) === foldName(other)).toBe(same)
})
