import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
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
  cashOf,
  newFinance,
  newPaidPackage,
  newPaidTopUp,
  orderOf,
  packageOf,
  PAYEE,
  postedFor,
  refundForm,
  refundOf,
  spendCash,
  tellRefund,
} from '@/tests/support/refunds'
import { approveRefund } from './approve-refund.command'
import { declineRefund } from './decline-refund.command'
import { requestRefund } from './request-refund.command'

const fieldsOf = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.catch((thrown: unknown) => thrown)
  return (error as { fields?: Record<string, string> }).fields
}

describe('asking for a refund of a package', () => {
  test('puts the amount and its units aside, waits for another person, and says why in the audit log', async () => {
    const customer = await newCustomer()
    const { orderId, attempt } = await newPaidPackage(customer)
    const { first } = await newFinance()
    const { refund } = await requestRefund(first, refundForm(orderId, '2000.01'))
    expect(await refundOf(refund.id)).toMatchObject({
      status: 'requested',
      reason: 'asked',
      route: 'wechatpay',
      amount_fen: '200001',
      trade_fen: '500000',
      out_trade_no: attempt.outTradeNo,
      locked_units: '40001',
      requested_by: first.userId,
      four_eyes: 'needed',
      note: 'Bought by mistake',
      next_query_at: null,
    })
    expect(await orderOf(orderId)).toMatchObject({
      status: 'paid',
      refunding_fen: '200001',
      refunded_fen: '0',
    })
    expect(await packageOf(orderId)).toEqual({
      remaining_units: '59999',
      locked_units: '40001',
      refunded_units: '0',
    })
    expect(await postedFor(orderId, 'refund')).toEqual([])
    const [audit] =
      await owner`select command, user_id, account_id, detail->>'amountFen' as amount from audit_log
      where subject_id = ${refund.id}`
    expect(audit).toEqual({
      command: 'refund.request',
      user_id: first.userId,
      account_id: customer.accountId,
      amount: '200001',
    })
  })

  test('of a used package: its remaining units at the price paid, rounded down, and with them the whole of it', async () => {
    const { orderId } = await newPaidPackage(await newCustomer())
    const { first } = await newFinance()
    await owner`update packages set remaining_units = 33333 where order_id = ${orderId}`
    expect(await refusalOf(requestRefund(first, refundForm(orderId, '1666.66')))).toBe('refund.too-much')
    await requestRefund(first, refundForm(orderId, '1666.65'))
    expect(await packageOf(orderId)).toMatchObject({ remaining_units: '0', locked_units: '33333' })
    expect(await refusalOf(requestRefund(first, refundForm(orderId, '0.01')))).toBe('refund.nothing-left')
  })

  test('nothing of a package that has run out', async () => {
    const { orderId } = await newPaidPackage(await newCustomer())
    const { first } = await newFinance()
    await owner`update packages set valid_from = now() - interval '4 years', expires_at = now() where order_id = ${orderId}`
    expect(await refusalOf(requestRefund(first, refundForm(orderId, '1')))).toBe('refund.nothing-left')
  })

  test('pressed twenty times asks once; the same form for something else is refused', async () => {
    const { orderId } = await newPaidPackage(await newCustomer())
    const { first } = await newFinance()
    const form = refundForm(orderId, '5000')
    const asked = await Promise.all(Array.from({ length: 20 }, () => requestRefund(first, form)))
    expect(new Set(asked.map(({ refund }) => refund.number)).size).toBe(1)
    expect((await orderOf(orderId))['refunding_fen']).toBe('500000')
    expect(await refusalOf(requestRefund(first, { ...form, amount: '1' }))).toBe('refund.id-reused')
  })

  test('twenty at once never ask back more than was paid', async () => {
    const { orderId } = await newPaidPackage(await newCustomer())
    const { first, second } = await newFinance()
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, position) =>
        requestRefund(position % 2 ? first : second, refundForm(orderId, '700')),
      ),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(7)
    expect(await orderOf(orderId)).toMatchObject({ refunding_fen: '490000' })
    expect(await packageOf(orderId)).toMatchObject({ remaining_units: '2000', locked_units: '98000' })
  })

  test('a year after payment it goes by bank, to a payee in full', async () => {
    const { orderId, attempt } = await newPaidPackage(await newCustomer())
    const { first } = await newFinance()
    await owner`update payments set settled_at = now() - interval '366 days' where id = ${attempt.id}`
    expect(await fieldsOf(requestRefund(first, refundForm(orderId, '1')))).toEqual({
      payeeName: 'payee-name-required',
      payeeBank: 'payee-bank-required',
      payeeAccount: 'payee-account-required',
    })
    const { refund } = await requestRefund(first, refundForm(orderId, '1', PAYEE))
    expect(await refundOf(refund.id)).toMatchObject({
      route: 'bank',
      payee_account: PAYEE.payeeAccount,
      payee_by: first.userId,
    })
  })

  test('of what is not paid, or by somebody who may not, is refused', async () => {
    const customer = await newCustomer()
    const unpaid = await newOrder(customer)
    const { orderId } = await newPaidPackage(customer)
    const { first } = await newFinance()
    expect(await refusalOf(requestRefund(first, refundForm(unpaid, '1')))).toBe('refund.not-refundable')
    expect(await refusalOf(requestRefund(first, refundForm(newId(), '1')))).toBe('object.not-found')
    for (const actor of [customer, await newStaff('admin'), await newStaff('support', 'reviewer')])
      expect(await refusalOf(requestRefund(actor, refundForm(orderId, '1')))).toBe('actor.forbidden')
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${first.userId}, 'viewer')`
    expect(await refusalOf(requestRefund(first, refundForm(orderId, '1')))).toBe('staff.own-account')
    const refused = await owner`select refusal from audit_log where user_id = ${first.userId} order by id`
    expect(refused).toEqual(
      ['refund.not-refundable', 'object.not-found', 'staff.own-account'].map((refusal) => ({ refusal })),
    )
    expect((await orderOf(orderId))['refunding_fen']).toBe('0')
  })

  test.each(['', '0', '0.00', '-1', '1.234', '1,000', '１', 'abc', '1e3'])(
    'the amount %j is sent back',
    async (amount) => {
      const { first } = await newFinance()
      expect(await fieldsOf(requestRefund(first, refundForm(newId(), amount)))).toEqual({
        amount: 'amount-invalid',
      })
    },
  )
})

describe('asking for a refund of a top-up', () => {
  test('takes it out of the balance at once, so that it cannot be spent meanwhile', async () => {
    const customer = await newCustomer()
    const { orderId } = await newPaidTopUp(customer, 100_000)
    const { first } = await newFinance()
    await askRefund(first, orderId, '400')
    expect(await cashOf(customer)).toBe('60000')
    expect(await postedFor(orderId, 'refund')).toEqual([
      { kind: 'refund', ledger: 'cash', amount_fen: '-40000' },
      { kind: 'refund', ledger: 'refund-payable', amount_fen: '40000' },
    ])
    await expect(spendCash(customer, 60_001)).rejects.toThrow(/ledger_accounts_not_below_zero/)
  })

  test('never more than the balance still has', async () => {
    const customer = await newCustomer()
    const { orderId } = await newPaidTopUp(customer, 100_000)
    const { first } = await newFinance()
    await spendCash(customer, 70_000)
    expect(await refusalOf(requestRefund(first, refundForm(orderId, '300.01')))).toBe('refund.beyond-balance')
    await askRefund(first, orderId, '300')
    expect(await cashOf(customer)).toBe('0')
  })

  test('spending and asking back at once: the balance never falls below zero', async () => {
    const customer = await newCustomer()
    const { orderId } = await newPaidTopUp(customer, 100_000)
    const { first } = await newFinance()
    await Promise.allSettled([
      ...Array.from({ length: 10 }, () => requestRefund(first, refundForm(orderId, '150'))),
      ...Array.from({ length: 10 }, () => spendCash(customer, 15_000)),
    ])
    expect(await cashOf(customer)).toBe('10000')
  })

  test('a declined one gives the balance its money back, once', async () => {
    const customer = await newCustomer()
    const { orderId } = await newPaidTopUp(customer, 100_000)
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '1000')
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => declineRefund(second, { refundId, reason: 'No' })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await cashOf(customer)).toBe('100000')
    expect(await orderOf(orderId)).toMatchObject({ refunding_fen: '0', status: 'paid' })
    expect(await postedFor(orderId, 'refund-returned')).toEqual([
      { kind: 'refund-returned', ledger: 'refund-payable', amount_fen: '-100000' },
      { kind: 'refund-returned', ledger: 'cash', amount_fen: '100000' },
    ])
  })

  test('a done one leaves by its gateway', async () => {
    const customer = await newCustomer()
    const { orderId, attempt } = await newPaidTopUp(customer, 100_000)
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '1000')
    await approveRefund(second, { refundId })
    const refundNo = String((await refundOf(refundId))['number'])
    await tellRefund(attempt, { refundNo, status: 'done', amountFen: 100_000n })
    expect((await orderOf(orderId))['status']).toBe('refunded')
    expect(await postedFor(orderId, 'refund-sent')).toEqual([
      { kind: 'refund-sent', ledger: 'refund-payable', amount_fen: '-100000' },
      { kind: 'refund-sent', ledger: 'clearing.wechatpay', amount_fen: '100000' },
    ])
  })
})

test('refunds and late payments of one order at once keep to what was paid', async () => {
  const customer = await newCustomer()
  const orderId = await newOrder(customer)
  const first = await newAttempt(customer, orderId)
  const second = await newAttempt(customer, orderId)
  await receive(paidNotice(first))
  const finance = await newFinance()
  const asked = await Promise.allSettled([
    ...Array.from({ length: 10 }, () => requestRefund(finance.first, refundForm(orderId, '3000'))),
    ...Array.from({ length: 10 }, () => receive(paidNotice(second))),
  ])
  expect(asked.slice(0, 10).filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await owner`select reason from refunds where order_id = ${orderId} order by reason`).toEqual([
    { reason: 'asked' },
    { reason: 'paid-twice' },
  ])
})
