import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newId, newNumber } from '@/lib/kernel/id'
import {
  newAttempt,
  newCustomer,
  newOrder,
  newStaff,
  owner,
  paidNotice,
  receive,
  refusalOf,
} from '@/tests/support/database'
import {
  askRefund,
  done,
  gatewayDouble,
  makeDue,
  newFinance,
  newPaidPackage,
  orderOf,
  PAYEE,
  postedFor,
  refundForm,
  refundOf,
  tellRefund,
} from '@/tests/support/refunds'
import { approveRefund } from './approve-refund.command'
import { cancelOrder } from './cancel-order.command'
import { declineRefund } from './decline-refund.command'
import { divertRefund } from './divert-refund.command'
import { followRefund } from './follow-refund.flow'
import { namePayee } from './name-payee.command'
import { recordPayout } from './record-payout.command'
import { payeeAsRead } from './refund.rules'
import { requestRefund } from './request-refund.command'
import { returnPart } from './return-part.command'

const wechatpay = gatewayDouble('wechatpay')
vi.mock('@/lib/gateway/payment-channels', () => ({
  findChannel: (name: string) => (name === 'wechatpay' ? wechatpay : null),
}))
beforeEach(() => wechatpay.reset())

async function asked(amount = '2000') {
  const customer = await newCustomer()
  const { orderId, attempt } = await newPaidPackage(customer)
  const { first, second } = await newFinance()
  return { customer, orderId, attempt, first, second, refundId: await askRefund(first, orderId, amount) }
}

/** A refund by bank, since its payment is too old for its gateway. */
async function askedByBank(payee: Record<string, string> = PAYEE) {
  const customer = await newCustomer()
  const { orderId, attempt } = await newPaidPackage(customer)
  await owner`update payments set settled_at = now() - interval '2 years' where id = ${attempt.id}`
  const { first, second } = await newFinance()
  const { refund } = await requestRefund(first, refundForm(orderId, '5000', payee))
  return { customer, orderId, first, second, refundId: refund.id }
}

describe('by bank', () => {
  test('an approved one waits until the transfer is recorded, and is posted from the bank account', async () => {
    const { orderId, second, refundId } = await askedByBank()
    const third = await newStaff('finance')
    expect(await refusalOf(recordPayout(second, { refundId, bankRef: 'B1' }))).toBe(
      'refund.changed-meanwhile',
    )
    await approveRefund(second, { refundId, seen: payeeAsRead(PAYEE) })
    expect(await refundOf(refundId)).toMatchObject({ status: 'approved', next_query_at: null })
    const results = await Promise.all(
      Array.from({ length: 20 }, () => recordPayout(third, { refundId, bankRef: '2026112100001' })),
    )
    expect(results).toHaveLength(20)
    expect(await refundOf(refundId)).toMatchObject({ status: 'done', bank_ref: '2026112100001' })
    expect(await postedFor(orderId, 'refund')).toEqual([
      { kind: 'refund', ledger: 'deferred-revenue', amount_fen: '-500000' },
      { kind: 'refund', ledger: 'clearing.corporate', amount_fen: '500000' },
    ])
    expect((await orderOf(orderId))['status']).toBe('refunded')
    expect(await refusalOf(recordPayout(third, { refundId, bankRef: 'another' }))).toBe(
      'refund.changed-meanwhile',
    )
  })

  test('whoever named the payee last does not approve, and another payee than the one read is refused', async () => {
    const { first, second, refundId } = await askedByBank()
    await namePayee(second, { refundId, ...PAYEE, payeeAccount: '9999' })
    expect(
      await refusalOf(approveRefund(await newStaff('finance'), { refundId, seen: payeeAsRead(PAYEE) })),
    ).toBe('refund.changed-meanwhile')
    const renamed = { ...PAYEE, payeeName: '杭州云杉贸易有限公司' }
    await namePayee(second, { refundId, ...renamed })
    for (const read of [PAYEE, { ...renamed, payeeBank: '建设银行' }]) {
      const third = await newStaff('finance')
      expect(await refusalOf(approveRefund(third, { refundId, seen: payeeAsRead(read) }))).toBe(
        'refund.changed-meanwhile',
      )
    }
    await namePayee(second, { refundId, ...PAYEE, payeeAccount: '9999' })
    for (const maker of [first, second])
      expect(
        await refusalOf(
          approveRefund(maker, { refundId, seen: payeeAsRead({ ...PAYEE, payeeAccount: '9999' }) }),
        ),
      ).toBe('four-eyes.same-person')
    await approveRefund(await newStaff('finance'), {
      refundId,
      seen: payeeAsRead({ ...PAYEE, payeeAccount: '9999' }),
    })
    expect(await refusalOf(namePayee(first, { refundId, ...PAYEE }))).toBe('refund.changed-meanwhile')
  })

  test('what the gateway gave up, or refused at its last try, may be diverted; what it works on may not', async () => {
    const { orderId, first, second, refundId, attempt } = await asked()
    const divert = (changes = {}) =>
      divertRefund(first, { refundId, reason: 'Card is gone', ...PAYEE, ...changes })
    expect(await refusalOf(divert())).toBe('refund.not-divertible')
    await approveRefund(second, { refundId })
    wechatpay.answers.refund = [{ kind: 'processing' }]
    await followRefund(refundId)
    expect(await refusalOf(divert())).toBe('refund.not-divertible')
    wechatpay.answers.query = [{ kind: 'abnormal' }]
    await makeDue(refundId)
    await followRefund(refundId)
    await divert()
    expect(await refundOf(refundId)).toMatchObject({
      status: 'requested',
      route: 'bank',
      payee_by: first.userId,
      note: 'Bought by mistake\nCard is gone',
      next_query_at: null,
    })
    // Nobody follows it at the gateway any more, and it is still asked back.
    await makeDue(refundId)
    expect(await followRefund(refundId)).toBe(false)
    expect((await orderOf(orderId))['refunding_fen']).toBe('200000')
    expect(await refusalOf(approveRefund(first, { refundId, seen: payeeAsRead(PAYEE) }))).toBe(
      'four-eyes.same-person',
    )
    await approveRefund(second, { refundId, seen: payeeAsRead(PAYEE) })
    // The gateway gave it back after all, before anybody paid out.
    const refundNo = String((await refundOf(refundId))['number'])
    await tellRefund(attempt, { refundNo, status: 'done', amountFen: 200_000n })
    expect(await refundOf(refundId)).toMatchObject({ status: 'done', route: 'wechatpay' })
    expect(await refusalOf(recordPayout(second, { refundId, bankRef: 'B' }))).toBe('refund.changed-meanwhile')
  })

  test('a diverted one that is turned down is its gateway’s again, with the same number', async () => {
    const { first, second, refundId } = await asked()
    await approveRefund(second, { refundId })
    const refused = { kind: 'refused', code: 'NOT_ENOUGH', message: '', requestId: null } as const
    wechatpay.answers = { refund: [refused, done(200_000n)], query: [{ kind: 'not-exist' }] }
    await followRefund(refundId)
    await divertRefund(first, { refundId, reason: 'No balance', ...PAYEE })
    expect(await declineRefund(second, { refundId, reason: 'Balance is filled up' })).toMatchObject({
      outcome: 'back-at-gateway',
    })
    expect(await refundOf(refundId)).toMatchObject({
      status: 'processing',
      route: 'wechatpay',
      payee_account: null,
    })
    await followRefund(refundId)
    expect(new Set(wechatpay.sent.map(({ refundNo }) => refundNo)).size).toBe(1)
    expect((await refundOf(refundId))['status']).toBe('done')
  })

  test('the product’s own refund can be diverted too, and lies in suspense until it is paid out', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const attempt = await newAttempt(customer, orderId)
    await cancelOrder(customer, { orderId })
    await receive(paidNotice(attempt))
    const [row] = await owner<{ id: string }[]>`select id from refunds where order_id = ${orderId}`
    const refundId = row?.id ?? ''
    wechatpay.answers.refund = [{ kind: 'abnormal' }]
    await followRefund(refundId)
    const { first, second } = await newFinance()
    await divertRefund(first, { refundId, reason: 'Card is gone', ...PAYEE })
    await approveRefund(second, { refundId, seen: payeeAsRead(PAYEE) })
    expect(await owner`select status from suspense where order_id = ${orderId}`).toEqual([
      { status: 'refunding' },
    ])
    await recordPayout(first, { refundId, bankRef: 'B2' })
    expect(await owner`select status from suspense where order_id = ${orderId}`).toEqual([
      { status: 'refunded' },
    ])
    expect(await postedFor(orderId, 'refund-sent')).toEqual([
      { kind: 'refund-sent', ledger: 'suspense', amount_fen: '-500000' },
      { kind: 'refund-sent', ledger: 'clearing.corporate', amount_fen: '500000' },
    ])
  })
})

/** What a bank transfer of too much or too little leaves: money held for the customer. */
async function hold(accountId: string, orderId: string, amountFen: number): Promise<void> {
  await owner`select post_transaction(${newId()}, ${newNumber('2026-11-22')}, ${accountId}, 'part-payment', ${amountFen},
    'corporate', ${orderId}, null, null, 'Held', '暂存', now(), array['suspense', 'held-for-customers'],
    array[${-amountFen}, ${amountFen}]::bigint[])`
  await owner`select post_transaction(${newId()}, ${newNumber('2026-11-22')}, null, 'suspense', ${amountFen},
    'wechatpay', null, null, null, 'Came', '到账', now(), array['clearing.wechatpay', 'suspense'],
    array[${-amountFen}, ${amountFen}]::bigint[])`
  await owner`insert into payment_notices (id, channel, notice_id, source, kind, payload, applied_at, outcome)
    values (${orderId}, 'wechatpay', ${orderId}, 'notice', 'paid', '', now(), 'suspense')`
  await owner`insert into suspense (id, channel, reason, status, out_trade_no, amount_fen, notice_id, occurred_at,
      assigned_account_id, assigned_order_id, proposed_by)
    select ${newId()}, 'wechatpay', 'unknown-number', 'assigned', ${orderId}, ${amountFen}, ${orderId}, now(),
      account_id, id, placed_by from orders where id = ${orderId}`
}

describe('what is held for a customer', () => {
  test('an excess waits for its payee and a second person, and leaves by bank', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    await hold(customer.accountId, orderId, 1_000)
    const refundId = newId()
    await owner`insert into refunds (id, number, account_id, order_id, reason, status, route, amount_fen, trade_fen,
        requested_at, four_eyes)
      values (${refundId}, ${`R${refundId.slice(-12)}`}, ${customer.accountId}, ${orderId}, 'excess', 'requested', 'bank',
        1000, 1000, now(), 'not-needed')`
    const { first, second } = await newFinance()
    expect(await refusalOf(approveRefund(second, { refundId }))).toBe('refund.payee-missing')
    expect(await refusalOf(declineRefund(second, { refundId, reason: 'No' }))).toBe('refund.payee-missing')
    await namePayee(first, { refundId, ...PAYEE })
    // It is the customer's money: only the payee can be turned down.
    expect(await declineRefund(second, { refundId, reason: 'Wrong name' })).toMatchObject({
      outcome: 'payee-dropped',
    })
    expect(await refundOf(refundId)).toMatchObject({ status: 'requested', payee_account: null })
    await namePayee(first, { refundId, ...PAYEE })
    await approveRefund(second, { refundId, seen: payeeAsRead(PAYEE) })
    await recordPayout(first, { refundId, bankRef: 'B3' })
    expect(await postedFor(orderId, 'refund-sent')).toEqual([
      { kind: 'refund-sent', ledger: 'held-for-customers', amount_fen: '-1000' },
      { kind: 'refund-sent', ledger: 'clearing.corporate', amount_fen: '1000' },
    ])
  })

  test('a part stays with its order until a second person agrees that it goes back', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const { first, second } = await newFinance()
    const form = { refundId: newId(), orderId, reason: 'Asked by mail', ...PAYEE }
    expect(await refusalOf(returnPart(first, form))).toBe('refund.nothing-left')
    await hold(customer.accountId, orderId, 2_000)
    await owner`update orders set held_fen = 2000 where id = ${orderId}`
    const results = await Promise.all(Array.from({ length: 20 }, () => returnPart(first, form)))
    expect(new Set(results.map(({ refund }) => refund.id)).size).toBe(1)
    expect(await refusalOf(returnPart(first, { ...form, refundId: newId() }))).toBe('refund.already-asked')
    expect(await refusalOf(returnPart(customer, form))).toBe('actor.forbidden')
    expect((await orderOf(orderId))['held_fen']).toBe('2000')
    const { refundId } = form
    // The rest came in the meantime: nothing of it is left to give back.
    await owner`update orders set status = 'awaiting-confirmation' where id = ${orderId}`
    const approve = () => approveRefund(second, { refundId, seen: payeeAsRead(PAYEE) })
    expect(await refusalOf(approve())).toBe('refund.part-in-use')
    await owner`update orders set status = 'pending-payment' where id = ${orderId}`
    await approve()
    expect(await orderOf(orderId)).toMatchObject({ status: 'pending-payment', held_fen: '0' })
    await recordPayout(first, { refundId, bankRef: 'B4' })
    expect(await postedFor(orderId, 'refund-sent')).toHaveLength(2)
    expect(await cancelOrder(customer, { orderId })).toMatchObject({ orderId })
  })
})
