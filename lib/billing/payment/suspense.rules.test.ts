import { describe, expect, test } from 'vitest'
import { suspenseStatuses } from '@/db/schema/payment'
import {
  assignmentOf,
  automaticRefund,
  awaitsDecision,
  holdsOurMoney,
  suspenseLife,
  type SuspenseStatus,
  type SuspenseVerb,
} from './suspense.rules'

describe('the life of money in suspense', () => {
  const allowed: Record<SuspenseVerb, readonly [readonly SuspenseStatus[], SuspenseStatus]> = {
    propose: [['open'], 'assigning'],
    agree: [['assigning'], 'assigned'],
    reject: [['assigning'], 'open'],
    refund: [['open'], 'refunding'],
    'keep-again': [['refunding'], 'open'],
    'give-back': [['open', 'assigning', 'refunding'], 'refunded'],
    note: [['open'], 'noted'],
  }
  for (const [verb, [from, to]] of Object.entries(allowed) as [
    SuspenseVerb,
    (typeof allowed)[SuspenseVerb],
  ][])
    test.each(suspenseLife.states.map((state) => [state]))(`${verb} from %s`, (state) => {
      expect(suspenseLife.next(verb, state)).toBe(from.includes(state) ? to : null)
    })

  test('the database knows the same states; an order is held until one is decided', () => {
    expect([...suspenseStatuses].sort()).toEqual([...suspenseLife.states].sort())
    expect(suspenseLife.states.filter(awaitsDecision)).toEqual(['open', 'assigning'])
  })
})

test('only money of ours can be assigned or given back', () => {
  expect(holdsOurMoney({ reason: 'unknown-number', amountFen: 1n })).toBe(true)
  expect(holdsOurMoney({ reason: 'wrong-amount', amountFen: 0n })).toBe(false)
  expect(holdsOurMoney({ reason: 'wrong-app', amountFen: 1n })).toBe(false)
})

test('what nobody needs to decide goes back by itself', () => {
  expect(automaticRefund('order-already-paid')).toBe('paid-twice')
  expect(automaticRefund('order-cancelled')).toBe('paid-after-cancel')
  expect(automaticRefund('wrong-amount')).toBeNull()
  expect(automaticRefund('unknown-number')).toBeNull()
})

test.each([
  [400n, 0n, { settles: false, usedFen: 400n, excessFen: 0n }],
  [500n, 0n, { settles: true, usedFen: 500n, excessFen: 0n }],
  [700n, 0n, { settles: true, usedFen: 500n, excessFen: 200n }],
  [400n, 100n, { settles: true, usedFen: 400n, excessFen: 0n }],
  [399n, 100n, { settles: false, usedFen: 399n, excessFen: 0n }],
  [401n, 100n, { settles: true, usedFen: 400n, excessFen: 1n }],
])('%s for an order of 500 that holds %s', (amountFen, heldFen, used) => {
  expect(assignmentOf(amountFen, { amountFen: 500n, heldFen })).toEqual(used)
})
