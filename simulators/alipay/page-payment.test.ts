import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Simulators } from '../server'
import { AlipayMerchant, Control, Receiver, startForTest } from '../test-merchant'

let simulators: Simulators
let control: Control
let receiver: Receiver
let settings: Record<string, string>
let merchant: AlipayMerchant
let count = 0

const setting = (name: string) => settings[name] ?? ''
const nextNumber = () => `A${String((count += 1)).padStart(9, '0')}`

interface Visit {
  /** Whether the browser follows to the cashier page, as it does unless told otherwise. */
  scan?: boolean
  biz?: object
  page?: 'page' | 'wap'
}

/** Sends the buyer's browser to the payment page. */
async function visit(outTradeNo: string, { scan, biz, page }: Visit = {}) {
  const response = await fetch(merchant.pageUrl(outTradeNo, receiver.url, biz, page), { redirect: 'manual' })
  const location = response.headers.get('location') ?? ''
  if (scan !== false && response.status === 303) await fetch(location)
  return { status: response.status, location, text: await response.text() }
}

beforeAll(async () => {
  simulators = await startForTest()
  control = new Control(simulators.url)
  settings = await control.credentials()
  merchant = new AlipayMerchant(settings)
})

afterAll(() => simulators.close())

beforeEach(async () => {
  receiver = await new Receiver().open()
  receiver.reply = () => ({ status: 200, body: 'success' })
})

afterEach(async () => {
  await control.call('DELETE', 'faults')
  await receiver.close()
})

describe('a page payment', () => {
  it('exists from the scan on, is paid, told, queried, and sends the browser back with signed parameters', async () => {
    const number = nextNumber()
    expect((await control.pay('alipay', number)).status).toBe(404)
    const { status, location } = await visit(number, { scan: false })
    expect([status, location]).toEqual([303, `${simulators.url}/cashier/alipay/${number}`])
    expect(await merchant.query(number)).toMatchObject({ code: '40004', subCode: 'ACQ.TRADE_NOT_EXIST' })
    expect(await merchant.exec('close', { out_trade_no: number })).toMatchObject({
      subCode: 'ACQ.TRADE_NOT_EXIST',
    })

    expect((await fetch(location)).status).toBe(200)
    expect(await merchant.query(number)).toMatchObject({
      code: '10000',
      tradeStatus: 'WAIT_BUYER_PAY',
      totalAmount: '1680.32',
    })
    const paid = await fetch(`${location}/pay`, { method: 'POST', redirect: 'manual' })
    const back = new URL(paid.headers.get('location') ?? '')
    expect(`${back.origin}${back.pathname}`).toBe(`${receiver.url}/return`)
    const returned = Object.fromEntries(back.searchParams)
    expect(merchant.sdk.checkNotifySignV2(returned)).toBe(true)
    expect(returned).toMatchObject({
      out_trade_no: number,
      total_amount: '1680.32',
      method: 'alipay.trade.page.pay.return',
    })
    expect(returned).not.toHaveProperty('trade_status')

    const [notice] = await receiver.until(1)
    expect(merchant.verifies(notice!)).toBe(true)
    const told = await merchant.query(number)
    expect(told).toMatchObject({
      tradeStatus: 'TRADE_SUCCESS',
      tradeNo: returned['trade_no'],
      receiptAmount: '1680.32',
    })
    expect(merchant.fields(notice!)).toMatchObject({
      notify_type: 'trade_status_sync',
      app_id: setting('ALIPAY_APP_ID'),
      seller_id: setting('ALIPAY_SELLER_ID'),
      out_trade_no: number,
      trade_no: returned['trade_no'],
      trade_status: 'TRADE_SUCCESS',
      total_amount: '1680.32',
      subject: '认证资源充值',
      sign_type: 'RSA2',
    })
    expect(JSON.parse(merchant.fields(notice!)['fund_bill_list'] ?? '')).toEqual([
      { amount: '1680.32', fundChannel: 'ALIPAYACCOUNT' },
    ])
  })

  it('may be sent as a form, with some parameters in the address and some in the body', async () => {
    const number = nextNumber()
    const url = new URL(merchant.pageUrl(number, receiver.url))
    const body = new URLSearchParams({
      biz_content: url.searchParams.get('biz_content') ?? '',
      alipay_sdk: url.searchParams.get('alipay_sdk') ?? '',
    })
    for (const name of body.keys()) url.searchParams.delete(name)
    const response = await fetch(url, { method: 'POST', body, redirect: 'manual' })
    expect(response.headers.get('location')).toBe(`${simulators.url}/cashier/alipay/${number}`)
  })

  it('is refused when its parameters are not the signed ones', async () => {
    const url = merchant.pageUrl(nextNumber(), receiver.url).replace('1680.32', '0.01')
    const response = await fetch(url, { redirect: 'manual' })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('isv.invalid-signature')
  })

  it.each([
    ['a subject with a slash', { subject: 'a/b' }],
    ['three decimals', { total_amount: '1.001' }],
    ['nothing to pay', { total_amount: '0.00' }],
    ['a dash in the number', { out_trade_no: 'a-b' }],
    ['another product', { product_code: 'FACE_TO_FACE_PAYMENT' }],
  ])('is refused with %s', async (_what, biz) => {
    expect(await visit(nextNumber(), { biz })).toMatchObject({
      status: 400,
      text: expect.stringContaining('ACQ.INVALID_PARAMETER'),
    })
  })

  it('keeps its amount when the page is opened again', async () => {
    const number = nextNumber()
    await visit(number)
    expect((await visit(number)).status).toBe(303)
    expect((await visit(number, { biz: { total_amount: '1.00' } })).text).toContain(
      'ACQ.CONTEXT_INCONSISTENT',
    )
  })

  it('closes by itself when its time has run out', async () => {
    const number = nextNumber()
    await visit(number, { biz: { timeout_express: '30m' } })
    await control.call('POST', 'clock', { offsetMs: 31 * 60_000 })
    const late = await control.pay('alipay', number)
    const told = await merchant.query(number)
    await control.call('POST', 'clock', { offsetMs: 0 })
    expect([late.status, told['tradeStatus']]).toEqual([409, 'TRADE_CLOSED'])
  })

  it('on a phone tells of its closing too', async () => {
    const number = nextNumber()
    await visit(number, { page: 'wap' })
    expect(await merchant.exec('close', { out_trade_no: number })).toMatchObject({
      code: '10000',
      outTradeNo: number,
    })
    const [notice] = await receiver.until(1)
    expect(merchant.verifies(notice!)).toBe(true)
    expect(merchant.fields(notice!)).toMatchObject({ trade_status: 'TRADE_CLOSED' })
    expect(merchant.fields(notice!)).not.toHaveProperty('gmt_payment')
  })
})
