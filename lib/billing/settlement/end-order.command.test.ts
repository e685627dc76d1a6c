import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { newId } from '@/lib/kernel/id'
import {
  newAttempt,
  newCustomer,
  newMember,
  newOrder,
  newPaidOrder,
  owner,
  paidNotice,
  receive,
  refusalOf,
} from '@/tests/support/database'
import { cancelOrder } from './cancel-order.command'
import { expireOrder } from './expire-order.command'
import { expireOrders } from './expire-orders.job'

const statusOf = async (orderId: string) =>
  (await owner<{ status: string }[]>`select status from orders where id = ${orderId}`)[0]?.status

describe('order.cancel', () => {
  test('cancels once, closes the open attempt, and says who', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const attempt = await newAttempt(customer, orderId)
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => cancelOrder(customer, { orderId })),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect(await statusOf(orderId)).toBe('cancelled')
    expect(await owner`select status from payments where id = ${attempt.id}`).toEqual([{ status: 'closed' }])
    const events =
      await owner`select user_id from order_events where order_id = ${orderId} and verb = 'cancel'`
    expect(events).toEqual([{ user_id: customer.userId }])
  })

  test('a paid order cannot be cancelled, and cancelling races with paying for one winner', async () => {
    const customer = await newCustomer()
    expect(await refusalOf(cancelOrder(customer, { orderId: await newPaidOrder(customer) }))).toBe(
      'order.not-cancellable',
    )
    for (let round = 0; round < 5; round++) {
      const orderId = await newOrder(customer)
      const attempt = await newAttempt(customer, orderId)
      const [cancelled, paid] = await Promise.allSettled([
        cancelOrder(customer, { orderId }),
        receive(paidNotice(attempt)),
      ])
      const outcome = paid.status === 'fulfilled' ? paid.value.outcome : 'failed'
      const ending = cancelled.status === 'fulfilled' ? ['cancelled', 'suspense'] : ['paid', 'settled']
      expect([await statusOf(orderId), outcome]).toEqual(ending)
    }
  })

  test("another account's order is not found, and a viewer may not", async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    expect(await refusalOf(cancelOrder(await newCustomer(), { orderId }))).toBe('object.not-found')
    expect(await refusalOf(cancelOrder(await newMember(customer, 'viewer'), { orderId }))).toBe(
      'actor.forbidden',
    )
    expect(await statusOf(orderId)).toBe('pending-payment')
  })
})

describe('order.expire', () => {
  test('expires what is due by the business clock and leaves the rest alone', async () => {
    const customer = await newCustomer()
    const due = await newOrder(customer)
    const fresh = await newOrder(customer)
    const paid = await newPaidOrder(customer)
    await owner`update orders set expires_at = now() where id in ${owner([due, paid])}`
    await expireOrders()
    expect(await Promise.all([due, fresh, paid].map(statusOf))).toEqual([
      'expired',
      'pending-payment',
      'paid',
    ])
  })

  test('twenty at once expire it once; an unknown one is not found', async () => {
    const orderId = await newOrder(await newCustomer())
    await owner`update orders set expires_at = now() where id = ${orderId}`
    const results = await Promise.all(Array.from({ length: 20 }, () => expireOrder(SYSTEM, { orderId })))
    expect(results.filter((result) => result.expired)).toHaveLength(1)
    expect(await refusalOf(expireOrder(SYSTEM, { orderId: newId() }))).toBe('object.not-found')
  })
})
