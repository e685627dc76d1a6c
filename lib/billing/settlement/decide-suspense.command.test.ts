import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newId } from '@/lib/kernel/id'
import {
  newAttempt,
  newCustomer,
  newOrder,
  owner,
  paidNotice,
  receive,
  refusalOf,
} from '@/tests/support/database'
import { done, gatewayDouble, newFinance, orderOf, PAYEE, postedFor, refundOf } from '@/tests/support/refunds'
import { entryOf, numberOf, proposed, shortPaid, stray } from '@/tests/support/suspense'
import { approveRefund } from './approve-refund.command'
import { cancelOrder } from './cancel-order.command'
import { declineRefund } from './decline-refund.command'
import { expireOrders } from './expire-orders.job'
import { followRefund } from './follow-refund.flow'
import { noteSuspense } from './note-suspense.command'
import { proposeAssignment } from './propose-assignment.command'
import { payeeAsRead } from './refund.rules'
import { rejectAssignment } from './reject-assignment.command'
import { requestSuspenseRefund } from './request-suspense-refund.command'

const alipay = gatewayDouble('alipay')
vi.mock('@/lib/gateway/payment-channels', () => ({
  findChannel: (name: string) => (name === 'alipay' ? alipay : null),
}))
beforeEach(() => alipay.reset())

describe('refunding money in suspense', () => {
  test('goes back whole by its gateway after a second person; the order is free from the request on', async () => {
    const { customer, orderId, suspenseId, attempt } = await shortPaid()
    const { first, second } = await newFinance()
    expect(await refusalOf(cancelOrder(customer, { orderId }))).toBe('order.has-money')
    const form = { refundId: newId(), suspenseId, reason: 'The customer pays anew' }
    const results = await Promise.all(Array.from({ length: 20 }, () => requestSuspenseRefund(first, form)))
    expect(new Set(results.map(({ refund }) => refund.id)).size).toBe(1)
    expect((await orderOf(orderId))['suspended_fen']).toBe('0')
    const other = await stray(1n)
    expect(await refusalOf(requestSuspenseRefund(first, { ...form, suspenseId: other }))).toBe(
      'refund.id-reused',
    )
    expect(await refusalOf(requestSuspenseRefund(second, { ...form, refundId: newId() }))).toBe(
      'suspense.changed-meanwhile',
    )
    await approveRefund(second, { refundId: form.refundId })
    alipay.answers.refund = [done(480_000n)]
    await followRefund(form.refundId)
    expect(alipay.sent).toMatchObject([{ fen: 480_000n, totalFen: 480_000n, outTradeNo: attempt.outTradeNo }])
    expect((await entryOf(suspenseId))['status']).toBe('refunded')
    expect(await postedFor(orderId, 'refund-sent')).toEqual([
      { kind: 'refund-sent', ledger: 'suspense', amount_fen: '-480000' },
      { kind: 'refund-sent', ledger: 'clearing.alipay', amount_fen: '480000' },
    ])
    // By another attempt the order can be paid all the while.
    await receive(paidNotice(await newAttempt(customer, orderId)))
    expect((await orderOf(orderId))['status']).toBe('paid')
  })

  test('declined, it waits in suspense again and holds its order', async () => {
    const { orderId, suspenseId } = await shortPaid()
    const { first, second } = await newFinance()
    const refundId = newId()
    await requestSuspenseRefund(first, { refundId, suspenseId, reason: 'Why' })
    await declineRefund(second, { refundId, reason: 'Assign it' })
    expect((await entryOf(suspenseId))['status']).toBe('open')
    expect((await orderOf(orderId))['suspended_fen']).toBe('480000')
    await requestSuspenseRefund(first, { refundId: newId(), suspenseId, reason: 'Once more' })
  })

  test('of nobody’s number it goes back to nobody known; a year later by bank', async () => {
    const suspenseId = await stray(700n)
    const { first, second } = await newFinance()
    const refundId = newId()
    await owner`update suspense set occurred_at = now() - interval '2 years' where id = ${suspenseId}`
    const request = (payee = {}) =>
      requestSuspenseRefund(first, { refundId, suspenseId, reason: 'Why', ...payee })
    expect(await refusalOf(request())).toBe('input.invalid')
    await request(PAYEE)
    expect(await refundOf(refundId)).toMatchObject({ account_id: null, order_id: null, route: 'bank' })
    await approveRefund(second, { refundId, seen: payeeAsRead(PAYEE) })
  })

  test('assigning and refunding the same money at once have one winner', async () => {
    const { orderId, suspenseId, first, second, seen } = await proposed(500_000n)
    await rejectAssignment(second, { suspenseId, reason: 'x' })
    const results = await Promise.allSettled([
      proposeAssignment(first, { suspenseId, orderNumber: await numberOf(seen), reason: 'Why' }),
      requestSuspenseRefund(second, { refundId: newId(), suspenseId, reason: 'Why' }),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await orderOf(orderId))['status']).toBe('pending-payment')
  })
})

describe('money that is not ours', () => {
  test('can be noted and nothing else', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const attempt = await newAttempt(customer, orderId)
    await receive(paidNotice(attempt, { foreign: 'seller' }))
    const [row] = await owner<{ id: string }[]>`select id from suspense where order_id = ${orderId}`
    const suspenseId = row?.id ?? ''
    const { first } = await newFinance()
    const propose = { suspenseId, orderNumber: await numberOf(orderId), reason: 'Why' }
    expect(await refusalOf(proposeAssignment(first, propose))).toBe('suspense.not-ours')
    const refund = { refundId: newId(), suspenseId, reason: 'Why' }
    expect(await refusalOf(requestSuspenseRefund(first, refund))).toBe('suspense.not-ours')
    await noteSuspense(first, { suspenseId, note: 'Told the other merchant' })
    expect(await entryOf(suspenseId)).toMatchObject({ status: 'noted', note: 'Told the other merchant' })
    // It keeps nothing: the order may end.
    expect(await cancelOrder(customer, { orderId })).toMatchObject({ orderId })
  })

  test('what is ours has to be decided', async () => {
    const { first } = await newFinance()
    const suspenseId = await stray(700n)
    expect(await refusalOf(noteSuspense(first, { suspenseId, note: 'x' }))).toBe('suspense.must-be-decided')
  })
})

test('an order with money in suspense does not expire, and one without does', async () => {
  const { orderId, suspenseId } = await shortPaid()
  await owner`update orders set expires_at = now() where id = ${orderId}`
  await expireOrders()
  expect((await orderOf(orderId))['status']).toBe('pending-payment')
  const { first } = await newFinance()
  await requestSuspenseRefund(first, { refundId: newId(), suspenseId, reason: 'Why' })
  await expireOrders()
  expect((await orderOf(orderId))['status']).toBe('expired')
})
