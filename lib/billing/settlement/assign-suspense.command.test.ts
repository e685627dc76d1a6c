import { beforeEach, describe, expect, test, vi } from 'vitest'
import { presets } from '@/lib/billing/policy/policy.rules'
import { newId, readableCode } from '@/lib/kernel/id'
import { newCustomer, newOrder, newPaidOrder, newStaff, owner, refusalOf } from '@/tests/support/database'
import { cashOf, gatewayDouble, newFinance, newPaidTopUp, orderOf, postedFor } from '@/tests/support/refunds'
import { entryOf, numberOf, proposed, shortPaid, stray } from '@/tests/support/suspense'
import { agreeAssignment } from './agree-assignment.command'
import { cancelOrder } from './cancel-order.command'
import { noteSuspense } from './note-suspense.command'
import { proposeAssignment } from './propose-assignment.command'
import { rejectAssignment } from './reject-assignment.command'
import { requestSuspenseRefund } from './request-suspense-refund.command'

const alipay = gatewayDouble('alipay')
vi.mock('@/lib/gateway/payment-channels', () => ({
  findChannel: (name: string) => (name === 'alipay' ? alipay : null),
}))
beforeEach(() => alipay.reset())

describe('assigning money in suspense', () => {
  test('the exact amount pays the order, once, by the second person', async () => {
    const { customer, orderId, suspenseId, first, second, seen } = await proposed(500_000n)
    expect(await refusalOf(agreeAssignment(first, { suspenseId, seen }))).toBe('four-eyes.same-person')
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => agreeAssignment(second, { suspenseId, seen })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await orderOf(orderId)).toMatchObject({
      status: 'paid',
      paid_channel: 'assigned',
      suspended_fen: '0',
    })
    expect(await owner`select channel, status, amount_fen from payments where order_id = ${orderId}`).toEqual(
      [{ channel: 'assigned', status: 'settled', amount_fen: '500000' }],
    )
    expect(await owner`select units from packages where order_id = ${orderId}`).toEqual([{ units: '100000' }])
    expect(await postedFor(orderId, 'payment')).toEqual([
      { kind: 'payment', ledger: 'suspense', amount_fen: '-500000' },
      { kind: 'payment', ledger: 'deferred-revenue', amount_fen: '500000' },
    ])
    expect(await entryOf(suspenseId)).toMatchObject({
      status: 'assigned',
      proposed_by: first.userId,
      decided_by: second.userId,
      four_eyes: 'needed',
      assigned_order_id: orderId,
    })
    const audit = await owner`select command, account_id, detail->>'outcome' as outcome from audit_log
      where subject_id = ${suspenseId} and refusal is null order by id`
    expect(audit.map((row) => ({ ...row }))).toEqual([
      { command: 'suspense.propose-assignment', account_id: customer.accountId, outcome: null },
      { command: 'suspense.agree-assignment', account_id: customer.accountId, outcome: 'paid' },
    ])
  })

  test('less is kept for the order, which waits for the rest; the rest pays it', async () => {
    const { customer, orderId, suspenseId, second, first, seen } = await proposed(200_000n)
    await owner`update orders set status = 'expired', closed_at = now(), expires_at = now() where id = ${orderId}`
    expect(await agreeAssignment(second, { suspenseId, seen })).toMatchObject({ outcome: 'part' })
    expect(await orderOf(orderId)).toMatchObject({ status: 'pending-payment', held_fen: '200000' })
    expect(await refusalOf(cancelOrder(customer, { orderId }))).toBe('order.part-paid')
    const rest = await stray(300_000n)
    await proposeAssignment(first, {
      suspenseId: rest,
      orderNumber: await numberOf(orderId),
      reason: 'The rest',
    })
    expect(await agreeAssignment(second, { suspenseId: rest, seen })).toMatchObject({ outcome: 'paid' })
    expect(await orderOf(orderId)).toMatchObject({ status: 'paid', held_fen: '0' })
    expect(await postedFor(orderId, 'part-payment', 'payment')).toEqual([
      { kind: 'part-payment', ledger: 'suspense', amount_fen: '-200000' },
      { kind: 'part-payment', ledger: 'held-for-customers', amount_fen: '200000' },
      { kind: 'payment', ledger: 'suspense', amount_fen: '-300000' },
      { kind: 'payment', ledger: 'held-for-customers', amount_fen: '-200000' },
      { kind: 'payment', ledger: 'deferred-revenue', amount_fen: '500000' },
    ])
  })

  test('more pays it and leaves the rest in the wallet', async () => {
    const { customer, orderId, suspenseId, second, seen } = await proposed(600_000n)
    expect(await agreeAssignment(second, { suspenseId, seen })).toMatchObject({ outcome: 'excess' })
    expect((await orderOf(orderId))['status']).toBe('paid')
    expect(await cashOf(customer)).toBe('100000')
  })

  test('under a policy without a wallet the rest is held, with an instruction to give it back', async () => {
    const { orderId, suspenseId, second, seen } = await proposed(600_000n)
    const body = owner.json(presets['prepaid-orders'])
    await owner`update policies set body = ${body}`
    try {
      await agreeAssignment(second, { suspenseId, seen })
    } finally {
      await owner`update policies set body = ${owner.json(presets.standard)}`
    }
    expect(
      await owner`select reason, route, status, amount_fen from refunds where order_id = ${orderId}`,
    ).toEqual([{ reason: 'excess', route: 'bank', status: 'requested', amount_fen: '100000' }])
  })

  test('money that named one order may be meant for another', async () => {
    const { customer, orderId, suspenseId } = await shortPaid()
    const other = await newOrder(customer, '96')
    const { first, second } = await newFinance()
    await proposeAssignment(first, {
      suspenseId,
      orderNumber: await numberOf(other),
      reason: 'Paid the wrong one',
    })
    expect((await orderOf(orderId))['suspended_fen']).toBe('480000')
    await agreeAssignment(second, { suspenseId, seen: other })
    expect((await orderOf(other))['status']).toBe('paid')
    expect(await orderOf(orderId)).toMatchObject({ status: 'pending-payment', suspended_fen: '0' })
    expect(await cancelOrder(customer, { orderId })).toMatchObject({ orderId })
  })

  test('two entries for each other’s orders at once do not wait for ever', async () => {
    const one = await shortPaid()
    const other = await shortPaid()
    const { first, second } = await newFinance()
    const propose = async (suspenseId: string, orderId: string) =>
      proposeAssignment(first, { suspenseId, orderNumber: await numberOf(orderId), reason: 'Crossed' })
    await propose(one.suspenseId, other.orderId)
    await propose(other.suspenseId, one.orderId)
    await Promise.all([
      agreeAssignment(second, { suspenseId: one.suspenseId, seen: other.orderId }),
      agreeAssignment(second, { suspenseId: other.suspenseId, seen: one.orderId }),
    ])
    expect((await orderOf(one.orderId))['held_fen']).toBe('480000')
    expect((await orderOf(other.orderId))['held_fen']).toBe('480000')
  })

  test('an order that cannot be paid, is not there, or has a transfer being checked is refused', async () => {
    const customer = await newCustomer()
    const suspenseId = await stray(500_000n)
    const { first, second } = await newFinance()
    const propose = async (orderId: string) =>
      proposeAssignment(first, { suspenseId, orderNumber: await numberOf(orderId), reason: 'Why' })
    const orderId = await newOrder(customer)
    expect(await refusalOf(propose(await newPaidOrder(customer)))).toBe('suspense.order-not-payable')
    await owner`update orders set status = 'awaiting-confirmation' where id = ${orderId}`
    expect(await refusalOf(propose(orderId))).toBe('suspense.transfer-first')
    await owner`update orders set status = 'pending-payment' where id = ${orderId}`
    const unknown = proposeAssignment(first, { suspenseId, orderNumber: 'NOSUCH', reason: 'Why' })
    expect(await refusalOf(unknown)).toBe('input.invalid')
    await propose(orderId)
    expect(await refusalOf(propose(orderId))).toBe('suspense.changed-meanwhile')
    await cancelOrder(customer, { orderId })
    expect(await refusalOf(agreeAssignment(second, { suspenseId, seen: orderId }))).toBe(
      'suspense.order-not-payable',
    )
    expect(await refusalOf(agreeAssignment(second, { suspenseId, seen: newId() }))).toBe(
      'suspense.changed-meanwhile',
    )
    expect((await entryOf(suspenseId))['status']).toBe('assigning')
  })

  test('turned down, the money waits again, with the reason', async () => {
    const { suspenseId, orderId, first, second, seen } = await proposed(500_000n)
    await rejectAssignment(second, { suspenseId, reason: 'Another payer' })
    expect(await entryOf(suspenseId)).toMatchObject({
      status: 'open',
      assigned_order_id: null,
      proposed_by: null,
      note: 'Another payer',
    })
    expect(await refusalOf(agreeAssignment(second, { suspenseId, seen }))).toBe('suspense.changed-meanwhile')
    expect(await refusalOf(rejectAssignment(first, { suspenseId, reason: 'x' }))).toBe(
      'suspense.changed-meanwhile',
    )
    expect((await orderOf(orderId))['status']).toBe('pending-payment')
  })

  test('nobody else may, nobody decides for their own account, and what is not there is not found', async () => {
    const { customer, suspenseId, second, seen } = await proposed(500_000n)
    const others = [customer, await newStaff('admin'), await newStaff('support')]
    for (const actor of others) {
      const attempts = [
        () => proposeAssignment(actor, { suspenseId, orderNumber: 'A', reason: 'b' }),
        () => agreeAssignment(actor, { suspenseId, seen }),
        () => rejectAssignment(actor, { suspenseId, reason: 'b' }),
        () => noteSuspense(actor, { suspenseId, note: 'b' }),
        () => requestSuspenseRefund(actor, { refundId: newId(), suspenseId, reason: 'b' }),
      ]
      for (const attempt of attempts) expect(await refusalOf(attempt())).toBe('actor.forbidden')
    }
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${second.userId}, 'viewer')`
    expect(await refusalOf(agreeAssignment(second, { suspenseId, seen }))).toBe('staff.own-account')
    const nothing = { suspenseId: newId(), seen }
    expect(await refusalOf(agreeAssignment(second, nothing))).toBe('object.not-found')
    expect(await refusalOf(rejectAssignment(second, { ...nothing, reason: 'b' }))).toBe('object.not-found')
    expect(await refusalOf(noteSuspense(second, { ...nothing, note: 'b' }))).toBe('object.not-found')
  })
})

test('a top-up can be paid by assigned money too', async () => {
  const customer = await newCustomer()
  await newPaidTopUp(customer, 100)
  const { orderId } = await newUnpaidTopUp(customer.accountId, customer.userId)
  const suspenseId = await stray(50_000n)
  const { first, second } = await newFinance()
  await proposeAssignment(first, { suspenseId, orderNumber: await numberOf(orderId), reason: 'Why' })
  await agreeAssignment(second, { suspenseId, seen: orderId })
  expect(await cashOf(customer)).toBe('50100')
})

async function newUnpaidTopUp(accountId: string, userId: string) {
  const orderId = newId()
  await owner`insert into orders (id, number, account_id, kind, status, product_code, quantity, unit_price_fen, amount_fen,
      invoice_basis, policy_version, agreement_code, agreement_version, placed_by, placed_at, expires_at)
    values (${orderId}, ${`20261122${readableCode(8)}`}, ${accountId}, 'top-up', 'pending-payment', 'balance', 1, 50000,
      50000, 'none', 1, 'privacy', 1, ${userId}, now(), now() + interval '1 day')`
  return { orderId }
}
