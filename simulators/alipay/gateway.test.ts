import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Simulators } from '../server'
import { AlipayMerchant, Control, Receiver, startForTest } from '../test-merchant'

let simulators: Simulators
let control: Control
let receiver: Receiver
let settings: Record<string, string>
let merchant: AlipayMerchant
let count = 0

const nextNumber = () => `G${String((count += 1)).padStart(9, '0')}`

const visit = (number: string) => fetch(merchant.pageUrl(number, receiver.url))

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

describe('a trade', () => {
  const paidTrade = async () => {
    const number = nextNumber()
    await visit(number)
    await control.pay('alipay', number)
    await receiver.until(1)
    return number
  }

  it('is closed while it is unpaid only', async () => {
    const [unpaid, paid] = [nextNumber(), await paidTrade()]
    await visit(unpaid)
    expect(await merchant.exec('close', { out_trade_no: unpaid })).toMatchObject({ code: '10000' })
    expect((await control.pay('alipay', unpaid)).status).toBe(409)
    expect(await merchant.exec('close', { out_trade_no: paid })).toMatchObject({
      code: '40004',
      subCode: 'ACQ.REASON_TRADE_STATUS_INVALID',
    })
  })

  it('is refunded in parts, each once, told with the sum', async () => {
    const number = await paidTrade()
    const refund = (out_request_no: string, refund_amount: string) =>
      merchant.exec('refund', { out_trade_no: number, out_request_no, refund_amount })
    expect(await refund('R1', '680.00')).toMatchObject({
      code: '10000',
      fundChange: 'Y',
      refundFee: '680.00',
    })
    const [, partial] = await receiver.until(2)
    expect(merchant.verifies(partial!)).toBe(true)
    expect(merchant.fields(partial!)).toMatchObject({
      trade_status: 'TRADE_SUCCESS',
      refund_fee: '680.00',
      out_biz_no: 'R1',
      total_amount: '1680.32',
    })
    expect(await refund('R1', '680.00')).toMatchObject({ fundChange: 'N', refundFee: '680.00' })
    expect(await refund('R1', '680.01')).toMatchObject({ subCode: 'ACQ.DISCORDANT_REPEAT_REQUEST' })
    expect(await refund('R2', '1000.33')).toMatchObject({ subCode: 'ACQ.REASON_TRADE_REFUND_FEE_ERR' })
    await control.faults('alipay', { notEnough: true })
    expect(await refund('R2', '1000.32')).toMatchObject({ subCode: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' })
    await control.faults('alipay', { notEnough: false })
    expect(await refund('R2', '1000.32')).toMatchObject({ fundChange: 'Y', refundFee: '1680.32' })
    const [, , full] = await receiver.until(3)
    expect(merchant.fields(full!)).toMatchObject({
      trade_status: 'TRADE_CLOSED',
      refund_fee: '1680.32',
      out_biz_no: 'R2',
    })
    const asked = (out_request_no: string) =>
      merchant.exec('fastpay.refund.query', { out_trade_no: number, out_request_no })
    expect(await asked('R1')).toMatchObject({
      refundStatus: 'REFUND_SUCCESS',
      refundAmount: '680.00',
      totalAmount: '1680.32',
    })
    expect(await asked('R3')).not.toHaveProperty('refundStatus')
  })

  it('is refunded later where refunds are held up: until then nothing is told of it', async () => {
    const number = await paidTrade()
    await control.faults('alipay', { refundsStayProcessing: true })
    const refund = () =>
      merchant.exec('refund', { out_trade_no: number, out_request_no: 'R1', refund_amount: '680.00' })
    const asked = () => merchant.exec('fastpay.refund.query', { out_trade_no: number, out_request_no: 'R1' })
    expect(await refund()).toMatchObject({ code: '10000', fundChange: 'N', refundFee: '0.00' })
    expect(await asked()).not.toHaveProperty('refundStatus')
    const rest = { out_trade_no: number, out_request_no: 'R2', refund_amount: '1000.33' }
    expect(await merchant.exec('refund', rest)).toMatchObject({ subCode: 'ACQ.REASON_TRADE_REFUND_FEE_ERR' })
    await control.faults('alipay', { refundsStayProcessing: false })
    const [, told] = await receiver.until(2)
    expect(merchant.fields(told!)).toMatchObject({ refund_fee: '680.00', out_biz_no: 'R1' })
    expect(await refund()).toMatchObject({ fundChange: 'N', refundFee: '680.00' })
    expect(await asked()).toMatchObject({ refundStatus: 'REFUND_SUCCESS' })
  })

  it('is finished after a year, and refunded no more', async () => {
    const number = await paidTrade()
    await control.call('POST', 'clock', { offsetMs: 365 * 24 * 60 * 60 * 1000 })
    const told = await merchant.query(number)
    const refund = { out_trade_no: number, out_request_no: 'R1', refund_amount: '1.00' }
    const refused = await merchant.exec('refund', refund)
    await control.call('POST', 'clock', { offsetMs: 0 })
    expect(told).toMatchObject({ tradeStatus: 'TRADE_FINISHED' })
    expect(refused).toMatchObject({ subCode: 'ACQ.TRADE_HAS_FINISHED' })
  })

  it('is refunded at the merchant’s console too', async () => {
    const number = await paidTrade()
    const asked = { channel: 'alipay', outTradeNo: number, fen: '70' }
    const made = await control.call('POST', 'refund', asked)
    expect(made).toMatchObject({ status: 200, body: [{ fen: '70', status: 'REFUND_SUCCESS' }] })
    const [, notice] = await receiver.until(2)
    const [{ refundNo } = { refundNo: '' }] = made.body as { refundNo: string }[]
    expect(merchant.fields(notice!)).toMatchObject({ out_biz_no: refundNo, refund_fee: '0.70' })
    expect((await control.call('POST', 'refund', { ...asked, fen: '168032' })).status).toBe(409)
  })

  it('needs a request number for a partial refund', async () => {
    const number = await paidTrade()
    expect(await merchant.exec('refund', { out_trade_no: number, refund_amount: '1.00' })).toMatchObject({
      subCode: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
    })
    expect(await merchant.exec('refund', { out_trade_no: number, refund_amount: '1680.32' })).toMatchObject({
      fundChange: 'Y',
    })
  })
})

describe('the gateway', () => {
  it('refuses a foreign signature, app and method', async () => {
    const other = await startForTest()
    const foreign = await new Control(other.url).credentials()
    await other.close()
    const forged = new AlipayMerchant(settings, { privateKey: foreign['ALIPAY_APP_PRIVATE_KEY'] })
    expect(await forged.query('x')).toMatchObject({
      code: '40002',
      subCode: 'isv.invalid-signature',
    })
    const stranger = new AlipayMerchant(settings, { appId: '2021000000000001' })
    expect(await stranger.query('x')).toMatchObject({
      code: '40002',
      subCode: 'isv.invalid-app-id',
    })
    expect(await merchant.sdk.exec('alipay.trade.unheard.of', { bizContent: {} })).toMatchObject({
      subCode: 'isv.invalid-method',
    })
  })

  it('signs the bytes of the node as they stand, escaped slashes included', async () => {
    const number = nextNumber()
    await visit(number)
    const url = new URL(
      merchant.sdk.pageExec('alipay.trade.query', 'GET', { bizContent: { out_trade_no: number } }),
    )
    const raw = await (await fetch(url, { method: 'POST' })).text()
    expect(raw).toContain('网上商店\\/Online shop')
    expect(() =>
      merchant.sdk.checkResponseSign(raw, 'alipay_trade_query_response', JSON.parse(raw).sign, ''),
    ).not.toThrow()
    const unescaped = raw.replace('\\/', '/')
    expect(() =>
      merchant.sdk.checkResponseSign(unescaped, 'alipay_trade_query_response', JSON.parse(raw).sign, ''),
    ).toThrow()
  })

  it('is rotated to a key that the merchant must be told', async () => {
    const number = nextNumber()
    await visit(number)
    await control.faults('alipay', { rotateKey: true })
    await expect(merchant.query(number)).rejects.toThrow()
    settings = await control.credentials()
    merchant = new AlipayMerchant(settings)
    expect(await merchant.query(number)).toMatchObject({ code: '10000' })
  })
})
