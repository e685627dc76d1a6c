import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { newAttempt, newCustomer, newOrder, owner, paidNotice, receive } from '@/tests/support/database'
import {
  askRefund,
  done,
  gatewayDouble,
  newFinance,
  newPaidPackage,
  noticeOf,
  orderOf,
  packageOf,
  postedFor,
  receivableOf,
  refundOf,
  refundUnderWay,
  tellRefund,
} from '@/tests/support/refunds'
import { applyNotice } from './apply-notice.flow'
import { approveRefund } from './approve-refund.command'
import { declineRefund } from './decline-refund.command'
import { followRefund } from './follow-refund.flow'

const wechatpay = gatewayDouble('wechatpay')
const alipay = gatewayDouble('alipay')
vi.mock('@/lib/gateway/payment-channels', () => ({
  findChannel: (name: string) => ({ wechatpay, alipay })[name] ?? null,
}))
beforeEach(() => {
  wechatpay.reset()
  alipay.reset()
})

describe('a notice of a refund of ours', () => {
  test('with the amount decides: done once, however often and by how many it is told', async () => {
    const { orderId, attempt, refundId, refundNo } = await refundUnderWay(wechatpay)
    const told = { refundNo, status: 'done', amountFen: 200_000n } as const
    const results = await Promise.all(Array.from({ length: 20 }, () => tellRefund(attempt, told)))
    expect(results.filter(({ outcome }) => outcome === 'refund-recorded')).toHaveLength(1)
    expect(await refundOf(refundId)).toMatchObject({ status: 'done', next_query_at: null })
    expect(await orderOf(orderId)).toMatchObject({
      status: 'partially-refunded',
      refunded_fen: '200000',
      refunding_fen: '0',
    })
    expect(await postedFor(orderId, 'refund')).toEqual([
      { kind: 'refund', ledger: 'deferred-revenue', amount_fen: '-200000' },
      { kind: 'refund', ledger: 'clearing.wechatpay', amount_fen: '200000' },
    ])
  })

  test('closed frees everything, abnormal waits for a person, and neither undoes what is done', async () => {
    const { orderId, attempt, refundId, refundNo } = await refundUnderWay(wechatpay)
    await tellRefund(attempt, { refundNo, status: 'abnormal', amountFen: 200_000n })
    expect((await refundOf(refundId))['status']).toBe('abnormal')
    await tellRefund(attempt, { refundNo, status: 'closed', amountFen: 200_000n })
    expect((await refundOf(refundId))['status']).toBe('closed')
    expect(await orderOf(orderId)).toMatchObject({ status: 'paid', refunding_fen: '0' })
    expect(await packageOf(orderId)).toEqual({
      remaining_units: '100000',
      locked_units: '0',
      refunded_units: '0',
    })
    const other = await refundUnderWay(wechatpay)
    await tellRefund(other.attempt, { refundNo: other.refundNo, status: 'done', amountFen: 200_000n })
    await tellRefund(other.attempt, { refundNo: other.refundNo, status: 'closed', amountFen: 200_000n })
    expect((await refundOf(other.refundId))['status']).toBe('done')
  })

  test('without the amount never decides alone: the refund is asked about', async () => {
    const customer = await newCustomer()
    const { orderId, attempt } = await newPaidPackage(customer, 'alipay')
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '2000')
    await approveRefund(second, { refundId })
    alipay.answers = { refund: [{ kind: 'processing' }], query: [done(200_000n)] }
    await followRefund(refundId)
    const refundNo = String((await refundOf(refundId))['number'])
    await tellRefund(attempt, { refundNo, status: 'done', amountFen: null })
    expect((await refundOf(refundId))['status']).toBe('processing')
    const [due] = await owner`select next_query_at <= now() as now from refunds where id = ${refundId}`
    expect(due).toEqual({ now: true })
    await followRefund(refundId)
    expect((await refundOf(refundId))['status']).toBe('done')
  })

  test('money that left although the refund had been declined here is a fact, and the customer owes nothing', async () => {
    const customer = await newCustomer()
    const { orderId, attempt } = await newPaidPackage(customer)
    const { first } = await newFinance()
    const refundId = await askRefund(first, orderId, '2000')
    await declineRefund(first, { refundId, reason: 'No' })
    const refundNo = String((await refundOf(refundId))['number'])
    const told = { refundNo, status: 'done', amountFen: 200_000n } as const
    expect((await tellRefund(attempt, told)).outcome).toBe('refund-recorded')
    expect((await tellRefund(attempt, told)).outcome).toBe('ignored')
    expect(await orderOf(orderId)).toMatchObject({ status: 'partially-refunded', refunded_fen: '200000' })
    expect(
      await owner`select number, reason from refunds where order_id = ${orderId} and status = 'done'`,
    ).toEqual([{ number: `${refundNo}-again`, reason: 'console' }])
    expect(await receivableOf(customer.accountId)).toBe('0')
  })
})

describe('a refund that another gateway tells of', () => {
  test('under our numbers gives nothing back', async () => {
    const { orderId, attempt, refundId, refundNo } = await refundUnderWay(wechatpay)
    const stranger = { ...attempt, channel: 'alipay' }
    for (const number of [refundNo, newId()]) {
      const told = { refundNo: number, status: 'done', amountFen: 200_000n } as const
      expect((await tellRefund(stranger, told)).outcome).toBe('ignored')
    }
    expect(await refundOf(refundId)).toMatchObject({ status: 'processing' })
    expect(await orderOf(orderId)).toMatchObject({ status: 'paid', refunded_fen: '0' })
  })
})

describe('a refund of what is not paid as far as we know', () => {
  test('has its payment asked about, and counts once that is known', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const attempt = await newAttempt(customer, orderId)
    const told = { refundNo: newId(), status: 'done', amountFen: 200_000n } as const
    const { noticeId, outcome } = await tellRefund(attempt, told)
    expect(outcome).toBeNull()
    const [asked] = await owner`select next_query_at <= now() as due from payments where id = ${attempt.id}`
    expect(asked).toEqual({ due: true })
    await receive(paidNotice(attempt))
    await applyNotice(noticeId)
    expect(await noticeOf(noticeId)).toMatchObject({ outcome: 'refund-recorded' })
    expect(await orderOf(orderId)).toMatchObject({ status: 'partially-refunded', refunded_fen: '200000' })
  })

  test('of an attempt that can never be paid any more, or of nobody’s number, is kept and ignored', async () => {
    const customer = await newCustomer()
    const attempt = await newAttempt(customer, await newOrder(customer))
    await owner`update payments set status = 'closed', closed_at = now(), gateway_closed_at = now() where id = ${attempt.id}`
    const told = { refundNo: newId(), status: 'done', amountFen: 1n } as const
    expect((await tellRefund(attempt, told)).outcome).toBe('ignored')
    const stray = await tellRefund(
      { channel: 'wechatpay', outTradeNo: newId() },
      { ...told, refundNo: newId() },
    )
    expect(stray.outcome).toBe('ignored')
    expect(await noticeOf(stray.noticeId)).toMatchObject({ applied: true })
  })
})
