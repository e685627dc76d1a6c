import { describe, expect, test } from 'vitest'
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
import { chooseTransfer } from '@/tests/support/transfers'
import { openCorporatePayment } from './open-corporate-payment.command'
import { getPaymentState } from './payment.queries'
import { isRemarkCode } from './remark-code.rules'

const attemptsOf = async (orderId: string) =>
  owner<{ channel: string; status: string; no: string }[]>`
    select channel, status, out_trade_no as no from payments where order_id = ${orderId} order by recorded_at`

describe('payment.open-corporate', () => {
  test('gives the order its remittance remark and the time that transfers take', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const remark = await chooseTransfer(customer, orderId)
    expect(isRemarkCode(remark)).toBe(true)
    const [order] = await owner<{ hours: number }[]>`
      select extract(epoch from expires_at - placed_at)::int / 3600 as hours from orders where id = ${orderId}`
    expect(order?.hours).toBe(7 * 24)
    const [attempt] =
      await owner`select channel, status, amount_fen::text as amount, next_query_at, description
      from payments where out_trade_no = ${remark}`
    expect(attempt).toEqual({
      channel: 'corporate',
      status: 'open',
      amount: '500000',
      next_query_at: null,
      description: '认证服务 100000次',
    })
    const [audit] = await owner`select user_id, detail from audit_log
      where subject_id = ${orderId} and command = 'payment.open-corporate'`
    expect(audit).toEqual({
      user_id: customer.userId,
      detail: { changed: true, channel: 'corporate', outTradeNo: remark },
    })
  })

  test('the remark stays when another way was tried in between', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const remark = await chooseTransfer(customer, orderId)
    await newAttempt(customer, orderId)
    expect((await attemptsOf(orderId)).map((row) => row.status)).toEqual(['closed', 'open'])
    expect(await chooseTransfer(customer, orderId)).toBe(remark)
    expect((await attemptsOf(orderId)).map((row) => row.status)).toEqual(['open', 'closed'])
    expect((await getPaymentState(customer, orderId)).attempt).toMatchObject({ outTradeNo: remark })
    // The gateway's attempt is left to the sweep, which closes it there as well.
    const [gateway] = await owner`select next_query_at is not null as due from payments
      where order_id = ${orderId} and channel = 'wechatpay'`
    expect(gateway).toEqual({ due: true })
  })

  test('twenty presses at once make one attempt', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const attemptId = newId()
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        openCorporatePayment(customer, { attemptId: at % 2 ? attemptId : newId(), orderId }),
      ),
    )
    expect(new Set(made.map((each) => each.remark)).size).toBe(1)
    expect(await attemptsOf(orderId)).toHaveLength(1)
    const events = await owner`select verb from order_events where order_id = ${orderId} order by id`
    expect(events.map((event) => String(event['verb']))).toEqual(['place', 'start-payment'])
  })

  test('what cannot be paid has no remark', async () => {
    const customer = await newCustomer()
    const paid = await newPaidOrder(customer)
    const input = (orderId: string) => ({ attemptId: newId(), orderId })
    expect(await refusalOf(openCorporatePayment(customer, input(paid)))).toBe('order.not-payable')
    const late = await newOrder(customer)
    await owner`update orders set expires_at = now() where id = ${late}`
    expect(await refusalOf(openCorporatePayment(customer, input(late)))).toBe('order.not-payable')
  })

  test("another account's order is not found, a viewer may not, an id counts once", async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const input = { attemptId: newId(), orderId }
    expect(await refusalOf(openCorporatePayment(await newCustomer(), input))).toBe('object.not-found')
    const viewer = await newMember(customer, 'viewer')
    expect(await refusalOf(openCorporatePayment(viewer, input))).toBe('actor.forbidden')
    expect(await attemptsOf(orderId)).toEqual([])
    await openCorporatePayment(customer, input)
    const other = await newOrder(customer)
    expect(await refusalOf(openCorporatePayment(customer, { ...input, orderId: other }))).toBe(
      'order.id-reused',
    )
    const stranger = await newCustomer()
    const taken = { ...input, orderId: await newOrder(stranger) }
    expect(await refusalOf(openCorporatePayment(stranger, taken))).toBe('order.id-reused')
  })
})
