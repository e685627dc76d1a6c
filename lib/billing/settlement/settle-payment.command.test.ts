import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { storeNotice } from '@/lib/billing/payment/store-notice.command'
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
import { chooseTransfer } from '@/tests/support/transfers'
import { cancelOrder } from './cancel-order.command'
import { settlePayment } from './settle-payment.command'

async function arranged() {
  const customer = await newCustomer()
  const orderId = await newOrder(customer)
  return { customer, orderId, attempt: await newAttempt(customer, orderId) }
}

const statusOf = async (orderId: string) =>
  (await owner<{ status: string }[]>`select status from orders where id = ${orderId}`)[0]?.status

describe('payment.settle', () => {
  test('a paid notice pays the order, grants the package, posts the ledger, stages the mail, writes the audit row', async () => {
    const { customer, orderId, attempt } = await arranged()
    const result = await receive(paidNotice(attempt))
    expect(result.outcome).toBe('settled')
    expect(await statusOf(orderId)).toBe('paid')
    const packages = await owner`select units, remaining_units from packages where order_id = ${orderId}`
    expect(packages).toEqual([{ units: '100000', remaining_units: '100000' }])
    const entries = await owner`select e.ledger, e.amount_fen from ledger_entries e
      join ledger_transactions t on t.id = e.transaction_id where t.order_id = ${orderId} order by e.ledger`
    expect(entries).toEqual([
      { ledger: 'clearing.wechatpay', amount_fen: '-500000' },
      { ledger: 'deferred-revenue', amount_fen: '500000' },
    ])
    const [fund] =
      await owner`select remark_en, remark_zh, account_id from ledger_transactions where order_id = ${orderId}`
    expect(fund).toEqual({
      remark_en: 'Authentication, 100,000',
      remark_zh: '认证服务 100,000 次',
      account_id: customer.accountId,
    })
    const mails = await owner`select payload from outbox where payload->>'orderId' = ${orderId}`
    expect(mails).toHaveLength(1)
    const audit =
      await owner`select actor_kind, account_id from audit_log where command = 'payment.settle' and subject_id = ${orderId}`
    expect(audit).toEqual([{ actor_kind: 'system', account_id: customer.accountId }])
  })

  test('twenty copies of one notice at once have one effect', async () => {
    const { orderId, attempt } = await arranged()
    const notice = paidNotice(attempt)
    const results = await Promise.all(Array.from({ length: 20 }, () => receive(notice)))
    expect(results.every((result) => result.outcome === 'settled')).toBe(true)
    expect(await owner`select from packages where order_id = ${orderId}`).toHaveLength(1)
    expect(await owner`select from ledger_transactions where order_id = ${orderId}`).toHaveLength(1)
    const [stored] = await owner`select copies from payment_notices where notice_id = ${notice.noticeId}`
    expect(stored).toEqual({ copies: 20 })
  })

  test('twenty different notices of the same trade at once settle it once', async () => {
    const { orderId, attempt } = await arranged()
    const results = await Promise.all(Array.from({ length: 20 }, () => receive(paidNotice(attempt))))
    expect(results.filter((result) => result.outcome === 'settled')).toHaveLength(1)
    expect(results.filter((result) => result.outcome === 'already-settled')).toHaveLength(19)
    expect(await owner`select from packages where order_id = ${orderId}`).toHaveLength(1)
  })

  test('paid twice through two channels at once: one settles, the other is kept in suspense', async () => {
    const { customer, orderId, attempt } = await arranged()
    const second = await newAttempt(customer, orderId, 'alipay')
    const results = await Promise.all([receive(paidNotice(attempt)), receive(paidNotice(second))])
    expect(results.map((result) => result.outcome).sort()).toEqual(['settled', 'suspense'])
    const kept = await owner`select reason, amount_fen from suspense where order_id = ${orderId}`
    expect(kept).toEqual([{ reason: 'order-already-paid', amount_fen: '500000' }])
    const settled = await owner`select status from payments where order_id = ${orderId} order by status`
    expect(settled).toEqual([{ status: 'closed' }, { status: 'settled' }])
  })

  test.each([
    ['wrong-amount', { amountFen: 1n }],
    ['wrong-seller', { foreign: 'seller' }],
    ['wrong-app', { foreign: 'app' }],
    ['wrong-currency', { foreign: 'currency' }],
  ])('%s goes to suspense and pays nothing', async (reason, changes) => {
    const { orderId, attempt } = await arranged()
    expect((await receive(paidNotice(attempt, changes))).outcome).toBe('suspense')
    expect(await statusOf(orderId)).toBe('pending-payment')
    const [left] =
      await owner`select next_query_at is not null as asked from payments where id = ${attempt.id}`
    expect(left).toEqual({ asked: reason !== 'wrong-amount' })
    expect(await owner`select reason from suspense where out_trade_no = ${attempt.outTradeNo}`).toEqual([
      { reason },
    ])
  })

  test('a number nobody ordered goes to suspense, once however often it is told', async () => {
    const { attempt } = await arranged()
    const stray = { ...attempt, outTradeNo: `STRAY${attempt.outTradeNo.slice(0, 20)}` }
    await receive(paidNotice(stray))
    await receive(paidNotice(stray))
    expect(await owner`select reason from suspense where out_trade_no = ${stray.outTradeNo}`).toEqual([
      { reason: 'unknown-number' },
    ])
  })

  test('a number that one channel was told is nobody’s at another: nothing is paid by it', async () => {
    const { customer, orderId, attempt } = await arranged()
    const transfer = await newOrder(customer)
    const remark = await chooseTransfer(customer, transfer)
    const { amountFen } = attempt
    for (const outTradeNo of [attempt.outTradeNo, remark]) {
      const told = paidNotice({ channel: 'alipay', outTradeNo, amountFen })
      expect((await receive(told)).outcome).toBe('suspense')
      const kept =
        await owner`select reason, status, order_id from suspense where channel = 'alipay' and out_trade_no = ${outTradeNo}`
      expect(kept).toEqual([{ reason: 'unknown-number', status: 'open', order_id: null }])
    }
    expect([await statusOf(orderId), await statusOf(transfer)]).toEqual([
      'pending-payment',
      'pending-payment',
    ])
    await receive(
      paidNotice({ channel: 'alipay', outTradeNo: attempt.outTradeNo, amountFen }, { kind: 'closed' }),
    )
    expect((await receive(paidNotice(attempt))).outcome).toBe('settled')
  })

  test('money for a cancelled order goes to suspense; the order stays cancelled', async () => {
    const { customer, orderId, attempt } = await arranged()
    await cancelOrder(customer, { orderId })
    expect((await receive(paidNotice(attempt))).outcome).toBe('suspense')
    expect(await statusOf(orderId)).toBe('cancelled')
  })

  test('late money pays an expired order at its frozen price', async () => {
    const { orderId, attempt } = await arranged()
    await owner`update orders set status = 'expired', closed_at = now() where id = ${orderId}`
    expect((await receive(paidNotice(attempt))).outcome).toBe('settled')
    expect(await statusOf(orderId)).toBe('paid')
  })

  test('closed after paid undoes nothing', async () => {
    const { orderId, attempt } = await arranged()
    await receive(paidNotice(attempt))
    await receive(paidNotice(attempt, { kind: 'closed', amountFen: null, happenedAt: null }))
    expect(await statusOf(orderId)).toBe('paid')
    expect(await owner`select status from payments where id = ${attempt.id}`).toEqual([{ status: 'settled' }])
  })

  test('an unknown notice is not found, and nobody but the system may settle', async () => {
    const { customer, attempt } = await arranged()
    expect(await refusalOf(settlePayment(SYSTEM, { noticeId: newId() }))).toBe('object.not-found')
    const { noticeId } = await storeNotice(SYSTEM, paidNotice(attempt))
    expect(await refusalOf(settlePayment(customer, { noticeId }))).toBe('actor.forbidden')
    await settlePayment(SYSTEM, { noticeId })
  })
})
