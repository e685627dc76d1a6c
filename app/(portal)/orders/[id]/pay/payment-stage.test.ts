import { describe, expect, it } from 'vitest'
import type { PaymentState } from '@/lib/billing/payment/payment.queries'
import { answerOf, markOf } from './payment-mark'
import { secondsBetween, stageOf } from './payment-stage'

const now = new Date('2026-11-21T02:00:00Z')
const later = new Date('2026-11-21T04:00:00Z')
const attempt: NonNullable<PaymentState['attempt']> = {
  id: '01937f2e-8f53-7cc2-8000-0123456789ab',
  device: 'desktop',
  channel: 'wechatpay',
  outTradeNo: '20261121A7K3M9QXABCDEF',
  payUrl: 'weixin://wxpay/bizpayurl?pr=x',
  startedAt: now,
  expiresAt: later,
  status: 'open',
  queryDue: false,
}
const state = (change: Partial<PaymentState>): PaymentState => ({
  status: 'pending-payment',
  paidAt: null,
  attempt,
  now,
  ...change,
})

describe('the stage of a payment', () => {
  it.each([
    ['none', state({ attempt: null })],
    ['waiting', state({})],
    ['none', state({ attempt: { ...attempt, payUrl: null } })],
    ['none', state({ attempt: { ...attempt, status: 'closed' } })],
    ['run-out', state({ now: later })],
    ['run-out', state({ now: later, attempt: { ...attempt, status: 'closed' } })],
    ['none', state({ now: later, attempt: { ...attempt, payUrl: null } })],
    ['transfer', state({ attempt: { ...attempt, channel: 'corporate', payUrl: null }, now: later })],
    ['none', state({ attempt: { ...attempt, channel: 'corporate', payUrl: null, status: 'closed' } })],
    ['paid', state({ status: 'paid', paidAt: now, attempt: { ...attempt, status: 'settled' } })],
    ['paid', state({ status: 'refunded', paidAt: now, now: later })],
  ] as const)('%s', (stage, of) => expect(stageOf(of)).toBe(stage))

  it('counts whole seconds and never below none', () => {
    expect(secondsBetween(now, later)).toBe(7200)
    expect(secondsBetween(now, new Date(now.getTime() + 1999))).toBe(1)
    expect(secondsBetween(later, now)).toBe(0)
  })
})

describe('the mark of a page', () => {
  const mark = (of: PaymentState) => markOf(answerOf(of))

  it('survives the way through JSON', () => {
    const answer = answerOf(state({}))
    expect(markOf(JSON.parse(JSON.stringify(answer)) as typeof answer)).toBe(mark(state({})))
  })

  it.each([
    state({ status: 'paid', paidAt: now }),
    state({ attempt: null }),
    state({ attempt: { ...attempt, id: '01937f2e-8f53-7cc2-8000-0123456789ac' } }),
    state({ attempt: { ...attempt, status: 'closed' } }),
    state({ attempt: { ...attempt, payUrl: null } }),
  ])('changes with what the page would show', (other) => expect(mark(other)).not.toBe(mark(state({}))))

  it('leaves an attempt without an answer to its form', () => {
    const unanswered = state({ attempt: { ...attempt, payUrl: null } })
    expect(mark(unanswered)).toBe(mark(state({ attempt: null })))
  })

  it('does not change with time alone', () => expect(mark(state({ now: later }))).toBe(mark(state({}))))
})
