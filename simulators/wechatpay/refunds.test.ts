import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Simulators } from '../server'
import { Control, Receiver, startForTest, WechatMerchant } from '../test-merchant'

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

async function refusal(call: Promise<unknown>): Promise<{ status: number; code: string }> {
  try {
    await call
  } catch (error) {
    const { response } = error as { response: { status: number; data: { code: string } } }
    return { status: response.status, code: response.data.code }
  }
  throw new Error('The call was not refused.')
}

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
    await control.faults('wechatpay', { refundOutcome: 'ABNORMAL' })
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
})
