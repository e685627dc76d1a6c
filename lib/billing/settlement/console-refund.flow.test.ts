import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { fen } from '@/lib/kernel/money'
import { newAttempt, newCustomer, newOrder, owner, paidNotice, receive } from '@/tests/support/database'
import {
  cashOf,
  done,
  gatewayDouble,
  newFinance,
  newPaidPackage,
  newPaidTopUp,
  noticeOf,
  orderOf,
  packageOf,
  PAYEE,
  postedFor,
  receivableOf,
  refundForm,
  refundOf,
  refundUnderWay,
  spendCash,
  tellRefund,
} from '@/tests/support/refunds'
import { agreeAssignment } from './agree-assignment.command'
import { applyNotice } from './apply-notice.flow'
import { approveRefund } from './approve-refund.command'
import { cancelOrder } from './cancel-order.command'
import { proposeAssignment } from './propose-assignment.command'
import { payeeAsRead } from './refund.rules'
import { requestRefund } from './request-refund.command'
import { sweepPayments } from './sweep-payments.job'

const wechatpay = gatewayDouble('wechatpay')
const alipay = gatewayDouble('alipay')
vi.mock('@/lib/gateway/payment-channels', () => ({
  findChannel: (name: string) => ({ wechatpay, alipay })[name] ?? null,
}))
beforeEach(() => {
  wechatpay.reset()
  alipay.reset()
})

describe('a refund made at the gateway’s own console', () => {
  test('counts on the order, takes units as far as there are, and is posted, once', async () => {
    const customer = await newCustomer()
    const { orderId, attempt } = await newPaidPackage(customer)
    const refundNo = newId()
    const told = { refundNo, status: 'done', amountFen: 200_001n } as const
    const results = await Promise.all(Array.from({ length: 20 }, () => tellRefund(attempt, told)))
    expect(results.filter(({ outcome }) => outcome === 'refund-recorded')).toHaveLength(1)
    expect(await orderOf(orderId)).toMatchObject({ status: 'partially-refunded', refunded_fen: '200001' })
    expect(await packageOf(orderId)).toEqual({
      remaining_units: '59999',
      locked_units: '0',
      refunded_units: '40001',
    })
    expect(await postedFor(orderId, 'refund')).toEqual([
      { kind: 'refund', ledger: 'deferred-revenue', amount_fen: '-200001' },
      { kind: 'refund', ledger: 'clearing.wechatpay', amount_fen: '200001' },
    ])
    const [row] =
      await owner`select reason, status, requested_by, locked_units from refunds where number = ${refundNo}`
    expect(row).toEqual({ reason: 'console', status: 'done', requested_by: null, locked_units: '40001' })
  })

  test('of all that was paid takes whatever units are left, though some were used', async () => {
    const { orderId, attempt } = await newPaidPackage(await newCustomer())
    await owner`update packages set remaining_units = 30000 where order_id = ${orderId}`
    await tellRefund(attempt, { refundNo: newId(), status: 'done', amountFen: 500_000n })
    expect((await orderOf(orderId))['status']).toBe('refunded')
    expect(await packageOf(orderId)).toMatchObject({ remaining_units: '0', refunded_units: '30000' })
  })

  test('ends what was asked for and can no longer be given back', async () => {
    const { orderId, attempt, refundId, customer } = await refundUnderWay(wechatpay)
    await tellRefund(attempt, { refundNo: newId(), status: 'done', amountFen: 400_000n })
    expect(await refundOf(refundId)).toMatchObject({ status: 'closed', trouble: 'CONSOLE_REFUND' })
    expect(await orderOf(orderId)).toMatchObject({ refunded_fen: '400000', refunding_fen: '0' })
    expect(await receivableOf(customer.accountId)).toBe('0')
  })

  test('of a top-up comes out of the balance, and what that lacks is owed', async () => {
    const customer = await newCustomer()
    const { orderId, attempt } = await newPaidTopUp(customer, 100_000)
    await spendCash(customer, 70_000)
    await tellRefund(attempt, { refundNo: newId(), status: 'done', amountFen: 100_000n })
    expect(await postedFor(orderId, 'refund')).toEqual([
      { kind: 'refund', ledger: 'receivable', amount_fen: '-70000' },
      { kind: 'refund', ledger: 'cash', amount_fen: '-30000' },
      { kind: 'refund', ledger: 'clearing.wechatpay', amount_fen: '100000' },
    ])
    expect(await cashOf(customer)).toBe('0')
    expect(await receivableOf(customer.accountId)).toBe('70000')
    expect((await orderOf(orderId))['status']).toBe('refunded')
  })

  test('beyond what a bank transfer already gives back is owed', async () => {
    const customer = await newCustomer()
    const { orderId, attempt } = await newPaidPackage(customer)
    await owner`update payments set settled_at = now() - interval '2 years' where id = ${attempt.id}`
    const { first, second } = await newFinance()
    const { refund } = await requestRefund(first, refundForm(orderId, '3000', PAYEE))
    await approveRefund(second, { refundId: refund.id, seen: payeeAsRead(PAYEE) })
    await tellRefund(attempt, { refundNo: newId(), status: 'done', amountFen: 500_000n })
    expect(await orderOf(orderId)).toMatchObject({ refunded_fen: '200000', refunding_fen: '300000' })
    expect(await receivableOf(customer.accountId)).toBe('300000')
  })

  test('without an amount is asked about, and recorded with the answer', async () => {
    const { orderId, attempt } = await newPaidPackage(await newCustomer(), 'alipay')
    const refundNo = newId()
    const told = { refundNo, status: 'done', amountFen: null } as const
    const { noticeId, outcome, ask } = await tellRefund(attempt, told)
    expect({ outcome, ask }).toEqual({
      outcome: null,
      ask: { channel: 'alipay', outTradeNo: attempt.outTradeNo, refundNo },
    })
    expect(await noticeOf(noticeId)).toEqual({ outcome: null, applied: false, deferred: true })
    // The gateway does not answer: nothing is believed, and the notice waits.
    await applyNotice(noticeId)
    expect(await noticeOf(noticeId)).toMatchObject({ applied: false })
    alipay.answers.query = [done(123n)]
    await owner`update payment_notices set next_apply_at = now() where id = ${noticeId}`
    await sweepPayments()
    expect(alipay.asked).toEqual([refundNo, refundNo])
    expect(await noticeOf(noticeId)).toMatchObject({ outcome: 'refund-recorded', applied: true })
    expect((await orderOf(orderId))['refunded_fen']).toBe('123')
  })

  test('that the gateway does not know of is forgotten', async () => {
    const { orderId, attempt } = await newPaidPackage(await newCustomer(), 'alipay')
    alipay.answers.query = [{ kind: 'not-exist' }]
    const { noticeId } = await tellRefund(attempt, { refundNo: null, status: 'done', amountFen: null })
    await applyNotice(noticeId)
    // Without a number of its own it goes by that of the trade.
    expect(alipay.asked).toEqual([attempt.outTradeNo])
    expect(await noticeOf(noticeId)).toMatchObject({ outcome: 'ignored', applied: true })
    expect((await orderOf(orderId))['refunded_fen']).toBe('0')
  })
})

describe('a refund of money in suspense at the console', () => {
  async function suspended() {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const attempt = await newAttempt(customer, orderId)
    await receive(paidNotice(attempt, { amountFen: 300n }))
    const entry = async () => {
      const [row] = await owner<{ id: string; status: string; note: string | null }[]>`
        select id, status, note from suspense where order_id = ${orderId}`
      return row
    }
    return { customer, orderId, attempt, entry }
  }

  test('whole: the entry is refunded and the order is free', async () => {
    const { orderId, attempt, entry } = await suspended()
    const told = { refundNo: newId(), status: 'done', amountFen: 300n } as const
    expect((await tellRefund(attempt, told)).outcome).toBe('refund-recorded')
    expect(await entry()).toMatchObject({ status: 'refunded' })
    expect(await orderOf(orderId)).toMatchObject({ status: 'pending-payment', suspended_fen: '0' })
  })

  test('a part: written beside the entry, for finance to see', async () => {
    const { orderId, attempt, entry } = await suspended()
    const told = { refundNo: 'PART-1', status: 'done', amountFen: 100n } as const
    expect((await tellRefund(attempt, told)).outcome).toBe('suspense')
    expect((await entry())?.note).toContain('¥1.00, PART-1')
    expect(await orderOf(orderId)).toMatchObject({ suspended_fen: '300' })
  })

  test('while our own is on its way: that one comes to nothing', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const attempt = await newAttempt(customer, orderId)
    await cancelOrder(customer, { orderId })
    await receive(paidNotice(attempt))
    await tellRefund(attempt, { refundNo: newId(), status: 'done', amountFen: 500_000n })
    const rows = await owner`select reason, status from refunds where order_id = ${orderId} order by reason`
    expect(rows).toEqual([
      { reason: 'console', status: 'done' },
      { reason: 'paid-after-cancel', status: 'closed' },
    ])
  })

  describe('that was assigned to an order', () => {
    async function assigned(amountFen: bigint) {
      const customer = await newCustomer()
      const orderId = await newOrder(customer)
      const stray = { channel: 'alipay' as const, outTradeNo: `SHOP${newId().slice(0, 13)}` }
      await receive(paidNotice({ ...stray, amountFen: fen(amountFen) }))
      const [kept] = await owner`select id from suspense where out_trade_no = ${stray.outTradeNo}`
      const { first, second } = await newFinance()
      const suspenseId = String(kept?.['id'])
      const orderNumber = String((await orderOf(orderId))['number'])
      await proposeAssignment(first, { suspenseId, orderNumber, reason: 'The customer sent the receipt' })
      await agreeAssignment(second, { suspenseId, seen: orderId })
      const told = { refundNo: newId(), status: 'done', amountFen } as const
      return { customer, orderId, suspenseId, tell: () => tellRefund(stray, told) }
    }

    test('is a fact of that order, once', async () => {
      const { customer, orderId, tell } = await assigned(510_000n)
      expect((await tell()).outcome).toBe('refund-recorded')
      expect((await tell()).outcome).toBe('ignored')
      expect(await orderOf(orderId)).toMatchObject({ status: 'refunded', refunded_fen: '500000' })
      expect(await packageOf(orderId)).toMatchObject({ remaining_units: '0', refunded_units: '100000' })
      expect(await postedFor(orderId, 'refund')).toEqual([
        { kind: 'refund', ledger: 'deferred-revenue', amount_fen: '-500000' },
        { kind: 'refund', ledger: 'receivable', amount_fen: '-10000' },
        { kind: 'refund', ledger: 'clearing.alipay', amount_fen: '510000' },
      ])
      // What had been more than was due is in the wallet, and owed since it went back too.
      expect([await cashOf(customer), await receivableOf(customer.accountId)]).toEqual(['10000', '10000'])
    })

    test('and only kept for it so far: written beside the entry, for finance to see', async () => {
      const { orderId, suspenseId, tell } = await assigned(480_000n)
      expect((await tell()).outcome).toBe('suspense')
      const [entry] = await owner<{ note: string }[]>`select note from suspense where id = ${suspenseId}`
      expect(entry?.note).toContain('¥4800.00')
      expect(await orderOf(orderId)).toMatchObject({ status: 'pending-payment', held_fen: '480000' })
    })
  })
})
