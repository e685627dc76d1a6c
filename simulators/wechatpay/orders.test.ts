import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Simulators } from '../server'
import { Control, Receiver, refusal, startForTest, WechatMerchant } from '../test-merchant'

let simulators: Simulators
let control: Control
let receiver: Receiver
let merchant: WechatMerchant
let count = 0

const nextNumber = () => `T${String((count += 1)).padStart(9, '0')}`
const create = (number: string, changes: object = {}) =>
  merchant.create(number, `${receiver.url}/notify`, changes)
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

describe('an order', () => {
  it('is created, paid, told in an encrypted notice, and queried by both numbers', async () => {
    const number = nextNumber()
    const { data } = await create(number, { attach: 'account 7' })
    expect(data.code_url).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w+$/)
    expect((await merchant.query(number)).data).toMatchObject({
      trade_state: 'NOTPAY',
      amount: { total: 168032 },
    })

    expect(await control.pay('wechatpay', number)).toMatchObject({
      status: 200,
      body: { status: 'SUCCESS' },
    })
    const [notice] = await receiver.until(1)
    expect(merchant.verifies(notice!)).toBe(true)
    expect(JSON.parse(notice!.body)).toMatchObject({
      event_type: 'TRANSACTION.SUCCESS',
      resource: { associated_data: 'transaction' },
    })
    const told = merchant.decrypt(notice!)
    expect(told).toMatchObject({
      appid: merchant.setting('APPID'),
      mchid: merchant.setting('MCHID'),
      out_trade_no: number,
      trade_state: 'SUCCESS',
      trade_type: 'NATIVE',
      attach: 'account 7',
      amount: { total: 168032, payer_total: 168032, currency: 'CNY' },
    })
    const byId = await merchant.call(`pay/transactions/id/${String(told['transaction_id'])}`).get({
      params: { mchid: merchant.setting('MCHID') },
    })
    expect(byId.data).toEqual((await merchant.query(number)).data)
    expect(byId.data).toEqual(told)
  })

  it('gets a fresh code for the same parameters and is refused for others', async () => {
    const number = nextNumber()
    const first = await create(number)
    const second = await create(number)
    expect(second.data.code_url).not.toBe(first.data.code_url)
    expect(await refusal(create(number, { amount: { total: 1, currency: 'CNY' } }))).toEqual({
      status: 400,
      code: 'INVALID_REQUEST',
    })
  })

  it('is closed again and again while unpaid, and never once paid', async () => {
    const [unpaid, paid] = [nextNumber(), nextNumber()]
    await create(unpaid)
    await create(paid)
    await control.pay('wechatpay', paid)
    expect((await merchant.close(unpaid)).status).toBe(204)
    expect((await merchant.close(unpaid)).status).toBe(204)
    expect((await merchant.query(unpaid)).data.trade_state).toBe('CLOSED')
    expect(await refusal(merchant.close(paid))).toEqual({ status: 400, code: 'ORDER_PAID' })
    expect((await control.pay('wechatpay', unpaid)).status).toBe(409)
    expect((await control.pay('wechatpay', unpaid, true)).status).toBe(200)
  })

  it('is unknown before it is created', async () => {
    expect(await refusal(merchant.query('nothing-here'))).toEqual({ status: 404, code: 'ORDER_NOT_EXIST' })
    expect(await refusal(merchant.close('nothing-here'))).toEqual({ status: 404, code: 'ORDER_NOT_EXIST' })
    expect((await control.pay('wechatpay', 'nothing-here')).status).toBe(404)
  })

  it('cannot be paid after its time_expire, which does not close it', async () => {
    const number = nextNumber()
    await create(number, { time_expire: new Date(Date.now() + 120_000).toISOString() })
    await control.call('POST', 'clock', { offsetMs: 180_000 })
    const late = await control.pay('wechatpay', number)
    await control.call('POST', 'clock', { offsetMs: 0 })
    expect(late).toMatchObject({ status: 409, body: { error: expect.stringContaining('expired') } })
    expect((await merchant.query(number)).data.trade_state).toBe('NOTPAY')
    expect((await control.pay('wechatpay', number)).status).toBe(200)
  })

  it.each([
    ['a short number', { out_trade_no: 'T1' }, 'PARAM_ERROR'],
    ['a foreign character in the number', { out_trade_no: 'T00000#1' }, 'PARAM_ERROR'],
    ['a long description', { description: '长'.repeat(128) }, 'PARAM_ERROR'],
    ['a long attachment', { attach: 'a'.repeat(129) }, 'PARAM_ERROR'],
    ['no fen', { amount: { total: 0, currency: 'CNY' } }, 'PARAM_ERROR'],
    ['a fraction of a fen', { amount: { total: 1.5, currency: 'CNY' } }, 'PARAM_ERROR'],
    ['fen in quotes', { amount: { total: '100', currency: 'CNY' } }, 'PARAM_ERROR'],
    ['another currency', { amount: { total: 100, currency: 'USD' } }, 'PARAM_ERROR'],
    ['a notify_url with a query', { notify_url: 'http://127.0.0.1/notify?a=1' }, 'PARAM_ERROR'],
    ['an end in the past', { time_expire: '2018-06-08T10:34:56+08:00' }, 'PARAM_ERROR'],
    ['an end without an offset', { time_expire: '2099-06-08 10:34:56' }, 'PARAM_ERROR'],
    ['another app', { appid: 'wx0000000000000000' }, 'APPID_MCHID_NOT_MATCH'],
  ])('is refused with %s', async (_what, changes, code) => {
    expect(await refusal(create(nextNumber(), changes))).toEqual({ status: 400, code })
  })
})
