import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { StaffActor } from '@/lib/auth/actor'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newStaff, owner, refusalOf } from '@/tests/support/database'
import {
  askRefund,
  done,
  gatewayDouble,
  newFinance,
  newPaidPackage,
  orderOf,
  packageOf,
  refundOf,
} from '@/tests/support/refunds'
import { approveRefund } from './approve-refund.command'
import { declineRefund } from './decline-refund.command'
import { followRefund } from './follow-refund.flow'

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

/** While they are away only these people hold the permission. */
async function alone(people: readonly StaffActor[], work: () => Promise<void>): Promise<void> {
  const kept = people.map(({ userId }) => userId)
  const away = await owner<{ id: string }[]>`update users set disabled_at = now()
    where disabled_at is null and id in (select user_id from staff) and not (id = any(${kept})) returning id`
  try {
    await work()
  } finally {
    await owner`update users set disabled_at = null where id in ${owner(away.map(({ id }) => id))}`
  }
}

describe('approving', () => {
  test('by another person sends it at the next sweep; done, the order and its package say so', async () => {
    const { orderId, first, second, refundId, customer } = await asked('5000')
    expect(await refusalOf(approveRefund(first, { refundId }))).toBe('four-eyes.same-person')
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => approveRefund(second, { refundId })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await refundOf(refundId)).toMatchObject({
      status: 'approved',
      decided_by: second.userId,
      four_eyes: 'needed',
    })
    expect(await refusalOf(approveRefund(second, { refundId }))).toBe('refund.changed-meanwhile')
    wechatpay.answers.refund = [done(500_000n)]
    await followRefund(refundId)
    expect(await orderOf(orderId)).toMatchObject({
      status: 'refunded',
      refunded_fen: '500000',
      refunding_fen: '0',
    })
    expect(await packageOf(orderId)).toEqual({
      remaining_units: '0',
      locked_units: '0',
      refunded_units: '100000',
    })
    const events = await owner`select verb, channel from order_events where order_id = ${orderId} order by id`
    expect(events.at(-1)).toEqual({ verb: 'refund-whole', channel: 'wechatpay' })
    const [fund] =
      await owner`select kind, amount_fen, remark_en, remark_zh, account_id from ledger_transactions
      where order_id = ${orderId} and kind = 'refund'`
    const { number } = await refundOf(refundId)
    expect(fund).toEqual({
      kind: 'refund',
      amount_fen: '-500000',
      remark_en: `Refund ${String(number)}: Authentication, 100,000`,
      remark_zh: `退款 ${String(number)}：认证服务 100,000 次`,
      account_id: customer.accountId,
    })
  })

  test('two people are waived while only one could decide, and it is written down', async () => {
    const { first, second, refundId } = await asked()
    await alone([first], async () => {
      expect(await approveRefund(first, { refundId })).toMatchObject({ fourEyes: 'waived' })
    })
    expect(await refundOf(refundId)).toMatchObject({ decided_by: first.userId, four_eyes: 'waived' })
    const other = await asked()
    await alone([first, second], async () => {
      expect(await approveRefund(first, { refundId: other.refundId })).toMatchObject({ fourEyes: 'needed' })
    })
  })

  test('a bound, a disabled and an invited person do not count as the second one', async () => {
    const { first, refundId } = await asked()
    const [seller] = await owner<{ id: string }[]>`select id from sellers limit 1`
    const others = [await newStaff('finance'), await newStaff('finance'), await newStaff('finance')]
    const [bound, disabled, invited] = others.map(({ userId }) => userId)
    await owner`update staff set seller_id = ${seller?.id ?? ''} where user_id = ${bound ?? ''}`
    await owner`update users set email_verified_at = null where id = ${invited ?? ''}`
    await alone([first, ...others], async () => {
      await owner`update users set disabled_at = now() where id = ${disabled ?? ''}`
      expect(await approveRefund(first, { refundId })).toMatchObject({ fourEyes: 'waived' })
    })
  })

  test('not by a member of the account, not by another role, not what does not exist', async () => {
    const { customer, second, refundId } = await asked()
    for (const actor of [customer, await newStaff('admin')])
      expect(await refusalOf(approveRefund(actor, { refundId }))).toBe('actor.forbidden')
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${second.userId}, 'owner')`
    expect(await refusalOf(approveRefund(second, { refundId }))).toBe('staff.own-account')
    expect(await refusalOf(declineRefund(second, { refundId, reason: 'No' }))).toBe('staff.own-account')
    expect(await refusalOf(approveRefund(await newStaff('finance'), { refundId: newId() }))).toBe(
      'object.not-found',
    )
    expect((await refundOf(refundId))['status']).toBe('requested')
  })
})

describe('declining', () => {
  test('frees the money and the units; whoever asked may take it back', async () => {
    const { orderId, first, refundId } = await asked()
    await declineRefund(first, { refundId, reason: 'Typed the wrong order' })
    expect(await refundOf(refundId)).toMatchObject({
      status: 'declined',
      decided_by: first.userId,
      decline_reason: 'Typed the wrong order',
    })
    expect(await orderOf(orderId)).toMatchObject({ refunding_fen: '0', status: 'paid' })
    expect(await packageOf(orderId)).toMatchObject({ remaining_units: '100000', locked_units: '0' })
    expect(await refusalOf(declineRefund(first, { refundId, reason: 'Again' }))).toBe(
      'refund.changed-meanwhile',
    )
  })

  test('after it was closed a new request gets a new number', async () => {
    const { orderId, first, second, refundId } = await asked()
    await approveRefund(second, { refundId })
    wechatpay.answers.refund = [{ kind: 'closed' }]
    await followRefund(refundId)
    const again = await askRefund(first, orderId, '2000')
    expect((await refundOf(again))['number']).not.toBe((await refundOf(refundId))['number'])
  })

  test('approving and declining at once have one winner', async () => {
    const { first, second, refundId, orderId } = await asked()
    const results = await Promise.allSettled([
      approveRefund(second, { refundId }),
      declineRefund(first, { refundId, reason: 'No' }),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { status } = await refundOf(refundId)
    expect((await orderOf(orderId))['refunding_fen']).toBe(status === 'declined' ? '0' : '200000')
  })
})
