import { describe, expect, test } from 'vitest'
import { orderLife } from '@/lib/billing/order/order.rules'
import {
  attemptExpiry,
  isOurMoney,
  judgeNotice,
  queryDelaySeconds,
  type NoticeToJudge,
} from './payment.rules'

const paid: NoticeToJudge = { kind: 'paid', amountFen: 500n, foreign: null }
const open = { status: 'open', amountFen: 500n } as const
const pending = { status: 'pending-payment' } as const

describe('what a notice means', () => {
  test.each(orderLife.states.map((status) => [status]))('money for an order that is %s', (status) => {
    const verdict = judgeNotice(paid, open, { status })
    const settles = ['pending-payment', 'awaiting-confirmation', 'expired'].includes(status)
    const reason = status === 'cancelled' ? 'order-cancelled' : 'order-already-paid'
    expect(verdict).toEqual(settles ? { kind: 'settle' } : { kind: 'suspense', reason })
  })

  test.each([
    ['the attempt was closed meanwhile', paid, { ...open, status: 'closed' as const }, { kind: 'settle' }],
    ['told again', paid, { ...open, status: 'settled' as const }, { kind: 'already-settled' }],
    ['too little', { ...paid, amountFen: 499n }, open, { kind: 'suspense', reason: 'wrong-amount' }],
    ['no amount', { ...paid, amountFen: null }, open, { kind: 'suspense', reason: 'wrong-amount' }],
    ['another app', { ...paid, foreign: 'app' as const }, open, { kind: 'suspense', reason: 'wrong-app' }],
    [
      'another seller',
      { ...paid, foreign: 'seller' as const },
      open,
      { kind: 'suspense', reason: 'wrong-seller' },
    ],
    [
      'another currency',
      { ...paid, foreign: 'currency' as const },
      open,
      { kind: 'suspense', reason: 'wrong-currency' },
    ],
    ['nobody ordered it', paid, null, { kind: 'suspense', reason: 'unknown-number' }],
    ['closed', { ...paid, kind: 'closed' as const }, open, { kind: 'close' }],
    [
      'closed after paid',
      { ...paid, kind: 'closed' as const },
      { ...open, status: 'settled' as const },
      { kind: 'ignore' },
    ],
    ['still waiting', { ...paid, kind: 'pending' as const }, open, { kind: 'ignore' }],
    ['something else', { ...paid, kind: 'other' as const }, null, { kind: 'ignore' }],
  ])('%s', (_name, notice, payment, verdict) => {
    expect(judgeNotice(notice, payment, payment && pending)).toEqual(verdict)
  })

  test('what another seller or app received is not our money', () => {
    expect(isOurMoney('wrong-seller')).toBe(false)
    expect(isOurMoney('wrong-app')).toBe(false)
    expect(isOurMoney('unknown-number')).toBe(true)
  })
})

test('an attempt never outlives its order', () => {
  const now = new Date('2026-11-21T00:00:00Z')
  expect(attemptExpiry(now, new Date('2026-11-22T00:00:00Z'), 2)).toEqual(new Date('2026-11-21T02:00:00Z'))
  expect(attemptExpiry(now, new Date('2026-11-21T01:00:00Z'), 2)).toEqual(new Date('2026-11-21T01:00:00Z'))
})

test('questions to the gateway come ever slower', () => {
  const delays = Array.from({ length: 20 }, (_, queries) => queryDelaySeconds(queries))
  expect(delays).toEqual([...delays].sort((a, b) => a - b))
  expect(delays.at(-1)).toBe(1800)
})
