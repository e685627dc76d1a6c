import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refundReasons, refundRoutes, refundStatuses } from '@/db/schema/payment'
import {
  isLive,
  judgeRefund,
  mayDivert,
  packageLimit,
  refundDelaySeconds,
  refundLife,
  routeOf,
  splitByAvailable,
  unitsFor,
  unitsLeft,
  type RefundReason,
  type RefundRoute,
  type RefundStatus,
  type RefundVerb,
} from './refund.rules'

describe('the life of a refund', () => {
  const live: readonly RefundStatus[] = ['requested', 'approved', 'processing', 'abnormal']
  const allowed: Record<RefundVerb, readonly [readonly RefundStatus[], RefundStatus]> = {
    approve: [['requested'], 'approved'],
    decline: [['requested'], 'declined'],
    send: [['approved'], 'processing'],
    'turn-abnormal': [['processing'], 'abnormal'],
    divert: [['processing', 'abnormal'], 'requested'],
    'divert-back': [['requested'], 'processing'],
    close: [live, 'closed'],
    finish: [live, 'done'],
  }
  for (const [verb, [from, to]] of Object.entries(allowed) as [RefundVerb, (typeof allowed)[RefundVerb]][])
    test.each(refundLife.states.map((state) => [state]))(`${verb} from %s`, (state) => {
      expect(refundLife.next(verb, state)).toBe(from.includes(state) ? to : null)
    })

  test('the database knows the same words', () => {
    const reasons: readonly RefundReason[] = refundReasons
    const routes: readonly RefundRoute[] = refundRoutes
    expect([...refundStatuses].sort()).toEqual([...refundLife.states].sort())
    expect([reasons.length, routes.length]).toEqual([7, 3])
    expect(refundLife.states.filter(isLive)).toEqual(live)
  })
})

test('a gateway is asked every minute, and slower after five questions', () => {
  const delays = Array.from({ length: 12 }, (_, position) => refundDelaySeconds(position + 1))
  expect(delays.slice(0, 6)).toEqual([60, 60, 60, 60, 60, 300])
  expect(delays).toEqual([...delays].sort((a, b) => a - b))
})

describe('the way back', () => {
  const paidAt = new Date('2026-11-21T02:00:00Z')
  test.each([
    ['wechatpay', '2027-11-20T15:59:59Z', 'wechatpay'],
    ['wechatpay', '2027-11-20T16:00:00Z', 'bank'],
    ['alipay', '2026-11-21T02:00:01Z', 'alipay'],
    ['corporate', '2026-11-21T02:00:01Z', 'bank'],
    ['assigned', '2026-11-21T02:00:01Z', 'bank'],
  ] as const)('paid by %s, asked at %s: %s', (channel, now, route) => {
    expect(routeOf(channel, paidAt, new Date(now))).toBe(route)
  })
})

describe('what can be asked back for a package', () => {
  const order = { amountFen: 1_000_000n, refundedFen: 0n, refundingFen: 0n }

  test.each([
    [200_000n, order, 1_000_000n],
    [199_999n, order, 999_995n],
    [1n, order, 5n],
    [0n, order, 0n],
    [200_000n, { ...order, refundedFen: 400_000n }, 600_000n],
    [200_000n, { ...order, refundingFen: 999_999n }, 1n],
  ])('%s units left: at most %#', (remainingUnits, paid, limit) => {
    expect(packageLimit(paid, { units: 200_000n, remainingUnits })).toBe(limit)
  })

  test('all that remains goes with all of the money, else the units it stands for, rounded up', () => {
    const granted = { units: 200_000n, remainingUnits: 150_001n }
    expect(packageLimit(order, granted)).toBe(750_005n)
    expect(unitsFor(750_005n, order, granted)).toBe(150_001n)
    expect(unitsFor(750_004n, order, granted)).toBe(150_001n)
    expect(unitsFor(1n, order, granted)).toBe(1n)
    expect(unitsFor(500_000n, order, granted)).toBe(100_000n)
  })

  test('never more units than remain, and never units for nothing', () => {
    const sizes = fc.record({
      paid: fc.bigInt({ min: 1n, max: 10n ** 10n }),
      units: fc.bigInt({ min: 1n, max: 10n ** 8n }),
      left: fc.integer({ min: 0, max: 1000 }),
      part: fc.integer({ min: 1, max: 1000 }),
    })
    fc.assert(
      fc.property(sizes, ({ paid, units, left, part }) => {
        const granted = { units, remainingUnits: (units * BigInt(left)) / 1000n }
        const whole = { amountFen: paid, refundedFen: 0n, refundingFen: 0n }
        const limit = packageLimit(whole, granted)
        const amount = (limit * BigInt(part)) / 1000n
        if (amount === 0n) return
        const taken = unitsFor(amount, whole, granted)
        expect(taken).toBeGreaterThan(0n)
        expect(taken).toBeLessThanOrEqual(granted.remainingUnits)
        // What is given back is never worth more than the units that go for it.
        expect(amount * units).toBeLessThanOrEqual(taken * paid)
      }),
    )
  })

  test('nothing is left of a package that has run out', () => {
    const granted = { remainingUnits: 5n, expiresAt: new Date('2026-11-21T00:00:00Z') }
    expect(unitsLeft(granted, new Date('2026-11-20T23:59:59Z'))).toBe(5n)
    expect(unitsLeft(granted, new Date('2026-11-21T00:00:00Z'))).toBe(0n)
  })
})

test('a fact takes what there is and leaves the rest owed', () => {
  expect(splitByAvailable(500n, 800n)).toEqual({ takenFen: 500n, lackFen: 0n })
  expect(splitByAvailable(500n, 200n)).toEqual({ takenFen: 200n, lackFen: 300n })
})

describe('what a gateway says of a refund', () => {
  const processing = { status: 'processing', amountFen: 100n, route: 'wechatpay' } as const
  test.each([
    ['done', { kind: 'done', amountFen: 100n }, processing, { kind: 'finish' }],
    [
      'another amount',
      { kind: 'done', amountFen: 99n },
      processing,
      { kind: 'wait', trouble: 'AMOUNT_DIFFERS' },
    ],
    ['closed', { kind: 'closed' }, processing, { kind: 'close' }],
    ['abnormal', { kind: 'abnormal' }, processing, { kind: 'turn-abnormal' }],
    [
      'abnormal still',
      { kind: 'abnormal' },
      { ...processing, status: 'abnormal' },
      { kind: 'wait', trouble: null },
    ],
    [
      'done after abnormal',
      { kind: 'done', amountFen: 100n },
      { ...processing, status: 'abnormal' },
      { kind: 'finish' },
    ],
    ['no answer', { kind: 'unknown' }, processing, { kind: 'wait', trouble: null }],
    ['never heard of', { kind: 'not-exist' }, processing, { kind: 'wait', trouble: null }],
    ['on its way', { kind: 'processing' }, processing, { kind: 'wait', trouble: null }],
    ['refused', { kind: 'refused', code: 'NOT_ENOUGH' }, processing, { kind: 'wait', trouble: 'NOT_ENOUGH' }],
    ['done twice', { kind: 'done', amountFen: 100n }, { ...processing, status: 'done' }, { kind: 'nothing' }],
    ['closed after done', { kind: 'closed' }, { ...processing, status: 'done' }, { kind: 'nothing' }],
    [
      'diverted, and closed',
      { kind: 'closed' },
      { ...processing, status: 'requested', route: 'bank' },
      { kind: 'nothing' },
    ],
    [
      'diverted, and done',
      { kind: 'done', amountFen: 100n },
      { ...processing, status: 'approved', route: 'bank' },
      { kind: 'finish' },
    ],
  ] as const)('%s', (_name, told, refund, verdict) => {
    expect(judgeRefund(told, refund)).toEqual(verdict)
  })

  test.each([
    ['abnormal', 'wechatpay', null, true],
    ['processing', 'wechatpay', 'NOT_ENOUGH', true],
    ['processing', 'wechatpay', null, false],
    ['approved', 'alipay', null, false],
    ['abnormal', 'bank', null, false],
  ] as const)('%s by %s with %s may go by bank instead: %s', (status, route, trouble, may) => {
    expect(mayDivert({ status, route, trouble })).toBe(may)
  })
})
