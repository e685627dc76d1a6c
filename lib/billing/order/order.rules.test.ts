import { describe, expect, test } from 'vitest'
import { orderStatuses } from '@/db/schema/order'
import { orderLife, quantityProblem, sameContent, type OrderStatus, type OrderVerb } from './order.rules'

describe('the life of an order', () => {
  const allowed: Record<OrderVerb, readonly [OrderStatus, OrderStatus][]> = {
    'start-payment': [['pending-payment', 'pending-payment']],
    settle: [
      ['pending-payment', 'paid'],
      ['awaiting-confirmation', 'paid'],
      ['expired', 'paid'],
    ],
    'submit-transfer': [['pending-payment', 'awaiting-confirmation']],
    'reject-transfer': [['awaiting-confirmation', 'pending-payment']],
    'accept-part': [
      ['pending-payment', 'pending-payment'],
      ['awaiting-confirmation', 'pending-payment'],
      ['expired', 'pending-payment'],
    ],
    'return-part': [['pending-payment', 'pending-payment']],
    cancel: [['pending-payment', 'cancelled']],
    expire: [['pending-payment', 'expired']],
    'refund-part': [
      ['paid', 'partially-refunded'],
      ['partially-refunded', 'partially-refunded'],
    ],
    'refund-whole': [
      ['paid', 'refunded'],
      ['partially-refunded', 'refunded'],
    ],
  }

  for (const [verb, moves] of Object.entries(allowed) as [
    OrderVerb,
    readonly [OrderStatus, OrderStatus][],
  ][]) {
    test.each(orderLife.states.map((state) => [state]))(`${verb} from %s`, (state) => {
      const to = moves.find(([from]) => from === state)?.[1] ?? null
      expect(orderLife.next(verb, state)).toBe(to)
      expect(orderLife.can(verb, state)).toBe(to !== null)
    })
  }

  test('the database knows the same states', () => {
    expect([...orderStatuses]).toEqual([...orderLife.states])
  })
})

describe('a typed quantity', () => {
  test.each(['1', '100000', '007', '800'])('%j is one', (typed) => {
    expect(quantityProblem(typed)).toBeNull()
  })

  test.each([
    ['   ', 'quantity-empty'],
    ['00', 'quantity-zero'],
    ['−3', 'quantity-negative'],
    ['1,5', 'quantity-fraction'],
    ['８００', 'quantity-full-width'],
    ['8 00', 'quantity-spaces'],
    ['8　00', 'quantity-spaces'],
    ['八百', 'quantity-text'],
    ['100001', 'quantity-above-limit'],
  ])('%j is refused as %s', (typed, problem) => {
    expect(quantityProblem(typed)).toBe(problem)
  })

  test('a product may allow less', () => {
    expect(quantityProblem('501', 500)).toBe('quantity-above-limit')
  })
})

test('a form sent again is the same only when everything is', () => {
  const content = {
    accountId: 'a',
    productCode: 'auth',
    quantity: 1,
    unitPriceFen: 5000n,
    agreementVersion: 1,
  }
  expect(sameContent(content, { ...content })).toBe(true)
  const others = [
    { accountId: 'b' },
    { productCode: 'sms' },
    { quantity: 2 },
    { unitPriceFen: 1n },
    { agreementVersion: 2 },
  ]
  for (const other of others) expect(sameContent(content, { ...content, ...other })).toBe(false)
})
