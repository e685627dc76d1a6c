import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Simulators } from '../server'
import { Control, Receiver, refusal, startForTest, WechatMerchant } from '../test-merchant'

let simulators: Simulators
let control: Control
let receiver: Receiver
let merchant: WechatMerchant
let count = 0

const nextNumber = () => `R${String((count += 1)).padStart(9, '0')}`
const create = (number: string, changes: object = {}) =>
  merchant.create(number, `${receiver.url}/notify`, changes)
const refund = (outTradeNo: string, outRefundNo: string, fen: number, changes: object = {}) =>
  merchant.call('refund/domestic/refunds').post({
    out_trade_no: outTradeNo,
    out_refund_no: outRefundNo,
    notify_url: `${receiver.url}/refund`,
    amount: { refund: fen, total: 168032, currency: 'CNY' },
    ...changes,
  })

beforeAll(async () => {
  simulators = await startForTest()
  control = new Control(simulators.url)
  merchant = new WechatMerchant(await control.credentials())
})

afterAll(() => simulators.close())

beforeEach(async () => {
  receiver = await new Receiver().open()
})

afterEach(async () => {
  await control.call('DELETE', 'faults')
  await receiver.close()
})

describe('a refund', () => {
  const paidOrder = async () => {
    const number = nextNumber()
    await create(number)
    await control.pay('wechatpay', number)
    await receiver.until(1)
    return number
  }

  it('is done once for each number, up to the amount paid, and told', async () => {
    const number = await paidOrder()
    const first = await refund(number, `${number}-1`, 100_000)
    expect(first.data).toMatchObject({ status: 'PROCESSING', amount: { refund: 100_000, total: 168_032 } })
    const [, notice] = await receiver.until(2)
    expect(JSON.parse(notice!.body)).toMatchObject({ event_type: 'REFUND.SUCCESS' })
    expect(merchant.decrypt(notice!)).toMatchObject({
      out_refund_no: `${number}-1`,
      refund_status: 'SUCCESS',
      amount: { refund: 100_000, payer_refund: 100_000, total: 168_032 },
    })
    const again = await refund(number, `${number}-1`, 100_000)
    expect(again.data).toMatchObject({ refund_id: first.data.refund_id, status: 'SUCCESS' })
    expect((await merchant.call(`refund/domestic/refunds/${number}-1`).get()).data).toEqual(again.data)
    expect(await refusal(refund(number, `${number}-1`, 99_999))).toEqual({
      status: 400,
      code: 'INVALID_REQUEST',
    })
    expect(await refusal(refund(number, `${number}-2`, 68_033))).toEqual({
      status: 400,
      code: 'INVALID_REQUEST',
    })
    expect((await refund(number, `${number}-2`, 68_032)).status).toBe(200)
    expect((await merchant.query(number)).data.trade_state).toBe('REFUND')
  })

  it('is refused for an unpaid order, an unknown one, another total and an empty balance', async () => {
    const unpaid = nextNumber()
    await create(unpaid)
    const number = await paidOrder()
    expect(await refusal(refund(unpaid, 'R1', 1))).toMatchObject({ code: 'INVALID_REQUEST' })
    expect(await refusal(refund('nothing-here', 'R2', 1))).toEqual({
      status: 404,
      code: 'RESOURCE_NOT_EXISTS',
    })
    const amount = { refund: 1, total: 168_033, currency: 'CNY' }
    expect(await refusal(refund(number, 'R3', 1, { amount }))).toMatchObject({ code: 'PARAM_ERROR' })
    await control.faults('wechatpay', { notEnough: true })
    expect(await refusal(refund(number, 'R4', 1))).toEqual({ status: 403, code: 'NOT_ENOUGH' })
    expect(await refusal(merchant.call('refund/domestic/refunds/R4').get())).toEqual({
      status: 404,
      code: 'RESOURCE_NOT_EXISTS',
    })
  })

  it('that ends abnormally is sent to another account', async () => {
    const number = await paidOrder()
    await control.faults('wechatpay', { refundsAbnormal: true })
    const { data } = await refund(number, `${number}-1`, 500)
    const [, notice] = await receiver.until(2)
    expect(merchant.decrypt(notice!)).toMatchObject({ refund_status: 'ABNORMAL' })
    const body = { out_refund_no: `${number}-1`, type: 'MERCHANT_BANK_CARD' }
    const applied = await merchant
      .call(`refund/domestic/refunds/${data.refund_id}/apply-abnormal-refund`)
      .post(body)
    expect(applied.data.status).toBe('PROCESSING')
    const [, , second] = await receiver.until(3)
    expect(merchant.decrypt(second!)).toMatchObject({ refund_status: 'SUCCESS', refund_id: data.refund_id })
  })

  it('that is given up is told so, counts for nothing, and stays what it is', async () => {
    const number = await paidOrder()
    await control.faults('wechatpay', { refundsClose: true })
    await refund(number, `${number}-1`, 168_032)
    const [, notice] = await receiver.until(2)
    expect(JSON.parse(notice!.body)).toMatchObject({ event_type: 'REFUND.CLOSED' })
    expect(merchant.decrypt(notice!)).toMatchObject({ refund_status: 'CLOSED' })
    expect(merchant.decrypt(notice!)).not.toHaveProperty('success_time')
    await control.faults('wechatpay', { refundsClose: false })
    expect((await refund(number, `${number}-1`, 168_032)).data.status).toBe('CLOSED')
    expect((await refund(number, `${number}-2`, 168_032)).data.status).toBe('PROCESSING')
  })

  it('stays in the works while it is held up, and is done then', async () => {
    const number = await paidOrder()
    await control.faults('wechatpay', { refundsStayProcessing: true })
    await refund(number, `${number}-1`, 500)
    await control.faults('wechatpay', { refundsStayProcessing: false })
    const [, notice] = await receiver.until(2)
    expect(merchant.decrypt(notice!)).toMatchObject({ refund_status: 'SUCCESS' })
  })

  it('is possible for a year, in fifty parts', async () => {
    const number = await paidOrder()
    const day = 24 * 60 * 60 * 1000
    await control.call('POST', 'clock', { offsetMs: 365 * day })
    const late = await refusal(refund(number, `${number}-0`, 1))
    await control.call('POST', 'clock', { offsetMs: 0 })
    expect(late).toEqual({ status: 400, code: 'INVALID_REQUEST' })
    for (let part = 1; part <= 50; part++) await refund(number, `${number}-${part}`, 1)
    expect(await refusal(refund(number, `${number}-51`, 1))).toEqual({ status: 400, code: 'INVALID_REQUEST' })
  })

  it('is made at the merchant’s console too, under a number of its own', async () => {
    const number = await paidOrder()
    const asked = { channel: 'wechatpay', outTradeNo: number, fen: '70', notifyUrl: `${receiver.url}/refund` }
    const made = await control.call('POST', 'refund', asked)
    expect(made).toMatchObject({
      status: 200,
      body: [{ outTradeNo: number, fen: '70', status: 'PROCESSING' }],
    })
    const [, notice] = await receiver.until(2)
    const [{ refundNo } = { refundNo: '' }] = made.body as { refundNo: string }[]
    expect(merchant.decrypt(notice!)).toMatchObject({ out_refund_no: refundNo, amount: { refund: 70 } })
    expect((await control.call('POST', 'refund', { ...asked, fen: '168032' })).status).toBe(409)
  })
})
