import { describe, expect, test } from 'vitest'
import { cancelOrder } from '@/lib/billing/settlement/cancel-order.command'
import { newId } from '@/lib/kernel/id'
import {
  newAttempt,
  newCustomer,
  newMember,
  newOrder,
  newPaidOrder,
  owner,
  refusalOf,
} from '@/tests/support/database'
import { openPayment } from './open-payment.command'

const attemptsOf = (orderId: string) =>
  owner<
    { channel: string; status: string }[]
  >`select channel, status from payments where order_id = ${orderId} order by started_at, id`

describe('payment.open', () => {
  test('writes the attempt with its frozen parameters and the history', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const attempt = await newAttempt(customer, orderId)
    expect(attempt).toMatchObject({
      status: 'open',
      amountFen: 500000n,
      description: '认证服务 100000次',
      payUrl: null,
    })
    expect(attempt.outTradeNo).toMatch(/^[0-9A-Z]{6,32}$/)
    expect(attempt.expiresAt.getTime() - attempt.startedAt.getTime()).toBe(2 * 3_600_000)
    const events =
      await owner`select verb, channel, user_id from order_events where order_id = ${orderId} order by id`
    expect(events.at(-1)).toEqual({ verb: 'start-payment', channel: 'wechatpay', user_id: customer.userId })
  })

  test('a new attempt closes the former one; at most one is open, also when twenty start at once', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    await newAttempt(customer, orderId)
    await newAttempt(customer, orderId, 'alipay')
    expect(await attemptsOf(orderId)).toEqual([
      { channel: 'wechatpay', status: 'closed' },
      { channel: 'alipay', status: 'open' },
    ])
    await Promise.all(Array.from({ length: 20 }, () => newAttempt(customer, orderId)))
    expect((await attemptsOf(orderId)).filter((attempt) => attempt.status === 'open')).toHaveLength(1)
  })

  test('one that is open is handed back until its gateway was asked, and nothing is written', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const former = await newAttempt(customer, orderId)
    const form = { attemptId: newId(), orderId, channel: 'alipay', device: 'desktop' }
    expect(await openPayment(customer, form)).toMatchObject({ payment: null, former: { id: former.id } })
    expect(await openPayment(customer, { ...form, formerId: newId() })).toMatchObject({ payment: null })
    expect(await attemptsOf(orderId)).toEqual([{ channel: 'wechatpay', status: 'open' }])
    expect(
      await owner`select from audit_log where command = 'payment.open' and subject_id = ${orderId}`,
    ).toHaveLength(1)
    expect(await openPayment(customer, { ...form, formerId: former.id })).toMatchObject({ opened: true })
  })

  test('the same attempt sent twenty times at once is one attempt', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const form = { attemptId: newId(), orderId, channel: 'alipay', device: 'phone' }
    const attempts = await Promise.all(Array.from({ length: 20 }, () => openPayment(customer, form)))
    expect(new Set(attempts.map((attempt) => attempt.payment?.outTradeNo)).size).toBe(1)
    expect(attempts.filter((attempt) => attempt.opened)).toHaveLength(1)
    expect(await attemptsOf(orderId)).toHaveLength(1)
  })

  test('paid, cancelled and expired orders take no attempt', async () => {
    const customer = await newCustomer()
    expect(await refusalOf(newAttempt(customer, await newPaidOrder(customer)))).toBe('order.not-payable')
    const cancelled = await newOrder(customer)
    await cancelOrder(customer, { orderId: cancelled })
    expect(await refusalOf(newAttempt(customer, cancelled))).toBe('order.not-payable')
    const late = await newOrder(customer)
    await owner`update orders set expires_at = now() + interval '30 seconds' where id = ${late}`
    expect(await refusalOf(newAttempt(customer, late))).toBe('order.not-payable')
  })

  test("another account's order is not found, a viewer may not pay, an attempt's id is not reused", async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    expect(await refusalOf(newAttempt(await newCustomer(), orderId))).toBe('object.not-found')
    expect(await refusalOf(newAttempt(await newMember(customer, 'viewer'), orderId))).toBe('actor.forbidden')
    const { id } = await newAttempt(customer, orderId)
    const other = await newOrder(customer)
    const reused = openPayment(customer, {
      attemptId: id,
      orderId: other,
      channel: 'wechatpay',
      device: 'phone',
    })
    expect(await refusalOf(reused)).toBe('order.id-reused')
    const stranger = await newCustomer()
    const taken = { attemptId: id, orderId: await newOrder(stranger), channel: 'wechatpay', device: 'phone' }
    expect(await refusalOf(openPayment(stranger, taken))).toBe('order.id-reused')
  })
})
