import { beforeEach, describe, expect, test, vi } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
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
import { done, gatewayDouble, makeDue, orderOf, refundOf } from '@/tests/support/refunds'
import { applyRefund } from './apply-refund.command'
import { cancelOrder } from './cancel-order.command'
import { claimRefund } from './claim-refund.command'
import { followRefund } from './follow-refund.flow'
import { sweepPayments } from './sweep-payments.job'

const wechatpay = gatewayDouble('wechatpay')
vi.mock('@/lib/gateway/payment-channels', () => ({
  findChannel: (name: string) => (name === 'wechatpay' ? wechatpay : null),
}))
beforeEach(() => wechatpay.reset())

async function paidAfterCancel() {
  const customer = await newCustomer()
  const orderId = await newOrder(customer)
  const attempt = await newAttempt(customer, orderId)
  await cancelOrder(customer, { orderId })
  const { outcome } = await receive(paidNotice(attempt))
  expect(outcome).toBe('suspense')
  const [refund] = await owner<{ id: string; number: string; suspense_id: string }[]>`
    select id, number, suspense_id from refunds where order_id = ${orderId}`
  if (!refund) throw new Error('no refund was opened')
  return {
    customer,
    orderId,
    attempt,
    refundId: refund.id,
    number: refund.number,
    suspenseId: refund.suspense_id,
  }
}

const suspenseStatus = async (id: string) =>
  (await owner<{ status: string }[]>`select status from suspense where id = ${id}`)[0]?.status
const sentEntries = (orderId: string) => owner`
  select e.ledger, e.amount_fen, t.account_id from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
  where t.order_id = ${orderId} and t.kind = 'refund-sent' order by e.ledger`

describe('paid after cancelling', () => {
  test('goes back whole by itself, in the transaction that kept it, and is posted when it is done', async () => {
    const { orderId, attempt, refundId, number, suspenseId, customer } = await paidAfterCancel()
    expect(await refundOf(refundId)).toMatchObject({
      reason: 'paid-after-cancel',
      status: 'approved',
      route: 'wechatpay',
      amount_fen: '500000',
      trade_fen: '500000',
      requested_by: null,
      four_eyes: 'not-needed',
    })
    expect(number).toMatch(/^R[0-9A-Z]{16}$/)
    expect(await suspenseStatus(suspenseId)).toBe('refunding')
    // Nobody has to decide, so nothing keeps the order.
    expect(await orderOf(orderId)).toMatchObject({ status: 'cancelled', suspended_fen: '0' })
    wechatpay.answers.refund = [done(500_000n)]
    expect(await followRefund(refundId)).toBe(true)
    expect(wechatpay.sent).toEqual([
      { refundNo: number, fen: 500_000n, outTradeNo: attempt.outTradeNo, totalFen: 500_000n },
    ])
    expect(await refundOf(refundId)).toMatchObject({
      status: 'done',
      channel_refund_no: '50000001',
      next_query_at: null,
    })
    expect(await suspenseStatus(suspenseId)).toBe('refunded')
    expect(await sentEntries(orderId)).toEqual([
      { ledger: 'clearing.wechatpay', amount_fen: '500000', account_id: null },
      { ledger: 'suspense', amount_fen: '-500000', account_id: null },
    ])
    expect(
      await owner`select payload->>'kind' as kind from outbox where payload->>'refundId' = ${refundId}`,
    ).toEqual([{ kind: 'refund-done' }])
    const audit =
      await owner`select command, account_id from audit_log where subject_id = ${refundId} order by id`
    expect(audit).toEqual([
      { command: 'refund.claim', account_id: customer.accountId },
      { command: 'refund.apply', account_id: customer.accountId },
    ])
  })

  test('twenty followers at once send it once', async () => {
    const { refundId, orderId } = await paidAfterCancel()
    wechatpay.answers.refund = [done(500_000n)]
    const followed = await Promise.all(Array.from({ length: 20 }, () => followRefund(refundId)))
    expect(followed.filter(Boolean)).toHaveLength(1)
    expect(wechatpay.sent).toHaveLength(1)
    expect(await sentEntries(orderId)).toHaveLength(2)
  })

  test('twenty answers at once that it is done count once', async () => {
    const { refundId, orderId } = await paidAfterCancel()
    await claimRefund(SYSTEM, { refundId })
    const told = { kind: 'done', amountFen: 500_000n, channelRefundNo: null }
    const results = await Promise.all(
      Array.from({ length: 20 }, () => applyRefund(SYSTEM, { refundId, told })),
    )
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    expect(await sentEntries(orderId)).toHaveLength(2)
  })

  test('a gateway that falls silent is asked first and then sent the same number again', async () => {
    const { refundId, number, orderId } = await paidAfterCancel()
    wechatpay.answers = {
      refund: [{ kind: 'unknown', why: 'timeout', requestId: null }],
      query: [{ kind: 'not-exist' }],
    }
    await followRefund(refundId)
    expect(await refundOf(refundId)).toMatchObject({ status: 'processing', trouble: null })
    // Not due yet: a second look comes with a pause.
    expect(await followRefund(refundId)).toBe(false)
    await makeDue(refundId)
    await followRefund(refundId)
    expect(wechatpay.asked).toEqual([number])
    expect(wechatpay.sent.map(({ refundNo }) => refundNo)).toEqual([number, number])
    expect(await sentEntries(orderId)).toEqual([])
    // It had been done all the while.
    wechatpay.answers.query = [done(500_000n)]
    await makeDue(refundId)
    await followRefund(refundId)
    expect(wechatpay.sent).toHaveLength(2)
    expect((await refundOf(refundId))['status']).toBe('done')
    expect(await sentEntries(orderId)).toHaveLength(2)
  })

  test('a server that died between taking the step and sending it sends it at the next sweep', async () => {
    const { refundId, number } = await paidAfterCancel()
    expect(await claimRefund(SYSTEM, { refundId })).toMatchObject({ step: 'send' })
    await makeDue(refundId)
    wechatpay.answers = { refund: [{ kind: 'processing' }], query: [{ kind: 'not-exist' }] }
    expect((await sweepPayments()).refunds).toBeGreaterThanOrEqual(1)
    expect(wechatpay.sent.map(({ refundNo }) => refundNo)).toContain(number)
    expect((await refundOf(refundId))['status']).toBe('processing')
  })

  test('what is refused is told, and tried again with the same number', async () => {
    const { refundId, number } = await paidAfterCancel()
    const refused = { kind: 'refused', code: 'NOT_ENOUGH', message: '', requestId: null } as const
    wechatpay.answers = { refund: [refused, done(500_000n)], query: [{ kind: 'not-exist' }] }
    await followRefund(refundId)
    expect(await refundOf(refundId)).toMatchObject({ status: 'processing', trouble: 'NOT_ENOUGH' })
    await makeDue(refundId)
    await followRefund(refundId)
    expect(wechatpay.sent.map(({ refundNo }) => refundNo)).toEqual([number, number])
    expect(await refundOf(refundId)).toMatchObject({ status: 'done', trouble: null })
  })

  test('another amount than ours is not taken for ours', async () => {
    const { refundId, orderId } = await paidAfterCancel()
    wechatpay.answers.refund = [done(1n)]
    await followRefund(refundId)
    expect(await refundOf(refundId)).toMatchObject({ status: 'processing', trouble: 'AMOUNT_DIFFERS' })
    expect(await sentEntries(orderId)).toEqual([])
  })

  test('what turned abnormal is asked about and never sent again', async () => {
    const { refundId } = await paidAfterCancel()
    wechatpay.answers = { refund: [{ kind: 'abnormal' }], query: [{ kind: 'not-exist' }] }
    await followRefund(refundId)
    expect((await refundOf(refundId))['status']).toBe('abnormal')
    await makeDue(refundId)
    await followRefund(refundId)
    expect(wechatpay.sent).toHaveLength(1)
    // Helped on by hand at the gateway's console.
    wechatpay.answers.query = [done(500_000n)]
    await makeDue(refundId)
    await followRefund(refundId)
    expect((await refundOf(refundId))['status']).toBe('done')
  })

  test('what the gateway closed lies in suspense again, for finance to decide', async () => {
    const { refundId, suspenseId, orderId } = await paidAfterCancel()
    wechatpay.answers.refund = [{ kind: 'closed' }]
    await followRefund(refundId)
    expect(await refundOf(refundId)).toMatchObject({ status: 'closed', next_query_at: null })
    expect(await suspenseStatus(suspenseId)).toBe('open')
    expect((await orderOf(orderId))['suspended_fen']).toBe('500000')
    expect(await sentEntries(orderId)).toEqual([])
  })

  test('it is looked at again before it is sent: an order that could use the money keeps it', async () => {
    const { refundId, suspenseId, orderId } = await paidAfterCancel()
    await owner`update orders set status = 'pending-payment' where id = ${orderId}`
    expect(await followRefund(refundId)).toBe(false)
    expect(wechatpay.sent).toEqual([])
    expect(await refundOf(refundId)).toMatchObject({ status: 'closed', trouble: 'NOT_NEEDED' })
    expect(await suspenseStatus(suspenseId)).toBe('open')
  })

  test('nobody but the system may send or apply, and an unknown refund is not found', async () => {
    const { customer, refundId } = await paidAfterCancel()
    const told = { kind: 'unknown' }
    expect(await refusalOf(claimRefund(customer, { refundId }))).toBe('actor.forbidden')
    expect(await refusalOf(applyRefund(customer, { refundId, told }))).toBe('actor.forbidden')
    expect(await refusalOf(claimRefund(SYSTEM, { refundId: newId() }))).toBe('object.not-found')
    expect(await refusalOf(applyRefund(SYSTEM, { refundId: newId(), told }))).toBe('object.not-found')
  })
})

describe('paid twice', () => {
  test('the second payment goes back, whichever came second', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const first = await newAttempt(customer, orderId)
    const second = await newAttempt(customer, orderId)
    await Promise.all([receive(paidNotice(first)), receive(paidNotice(second))])
    const [refund] = await owner<{ id: string }[]>`select id from refunds where order_id = ${orderId}`
    const [settled] = await owner<{ out_trade_no: string }[]>`
      select out_trade_no from payments where order_id = ${orderId} and status = 'settled'`
    wechatpay.answers.refund = [done(500_000n)]
    await followRefund(refund?.id ?? '')
    const other = settled?.out_trade_no === first.outTradeNo ? second : first
    expect(wechatpay.sent.map(({ outTradeNo }) => outTradeNo)).toEqual([other.outTradeNo])
    expect(await refundOf(refund?.id ?? '')).toMatchObject({ reason: 'paid-twice', status: 'done' })
    // The order itself was paid once and is not refunded.
    expect(await orderOf(orderId)).toMatchObject({ status: 'paid', refunded_fen: '0', refunding_fen: '0' })
  })

  test('told again and again, it is refunded once', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const first = await newAttempt(customer, orderId)
    const second = await newAttempt(customer, orderId)
    await receive(paidNotice(first))
    await Promise.all(Array.from({ length: 20 }, () => receive(paidNotice(second))))
    expect(await owner`select from refunds where order_id = ${orderId}`).toHaveLength(1)
    expect(await owner`select from suspense where order_id = ${orderId}`).toHaveLength(1)
  })
})

test('a wrong amount, an unknown number and money that is not ours wait for a person', async () => {
  const customer = await newCustomer()
  const orderId = await newOrder(customer)
  const attempt = await newAttempt(customer, orderId)
  await receive(paidNotice(attempt, { amountFen: 1n }))
  await receive(paidNotice({ ...attempt, outTradeNo: `X${attempt.outTradeNo.slice(1)}` }))
  await receive(paidNotice(attempt, { foreign: 'app', channelTradeNo: `F${attempt.outTradeNo}` }))
  expect(await owner`select from refunds where order_id = ${orderId}`).toEqual([])
  expect((await orderOf(orderId))['suspended_fen']).toBe('1')
})
