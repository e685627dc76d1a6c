import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Simulators } from '../server'
import { Control, Receiver, refusal, startForTest, WechatMerchant } from '../test-merchant'

let simulators: Simulators
let control: Control
let receiver: Receiver
let merchant: WechatMerchant
let count = 0

const SCENE = { scene_info: { payer_client_ip: '127.0.0.1', h5_info: { type: 'Wap' } } }
const FIVE_MINUTES = 5 * 60_000

const nextNumber = () => `H${String((count += 1)).padStart(9, '0')}`

const order = (number: string, scene: object = SCENE) =>
  merchant.call('pay/transactions/h5').post({
    appid: merchant.setting('APPID'),
    mchid: merchant.setting('MCHID'),
    description: '认证资源充值',
    out_trade_no: number,
    notify_url: `${receiver.url}/notify`,
    amount: { total: 100 },
    ...scene,
  })

/** The phone's browser, sent from the merchant's page. */
const open = (url: string, headers: Record<string, string> = { referer: `${receiver.url}/orders/1/pay` }) =>
  fetch(url, { headers, redirect: 'manual' })

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
  await control.call('POST', 'clock', { offsetMs: 0 })
  await receiver.close()
})

it('needs its scene, leads to the cashier page and from there back, and is told as a payment by H5', async () => {
  const number = nextNumber()
  expect(await refusal(order(number, {}))).toEqual({ status: 400, code: 'PARAM_ERROR' })
  const { data } = await order(number)
  const back = `${receiver.url}/back?check=1`
  const opened = await open(`${data.h5_url}&redirect_url=${encodeURIComponent(back)}`)
  expect(opened.status).toBe(303)
  const page = await (await fetch(opened.headers.get('location') ?? '')).text()
  expect(page).toContain(`name="redirect_url" value="${back}"`)
  const paid = await fetch(`${simulators.url}/cashier/wechatpay/${number}/pay`, {
    method: 'POST',
    body: new URLSearchParams({ redirect_url: back }),
    redirect: 'manual',
  })
  expect(paid.headers.get('location')).toBe(back)
  const [notice] = await receiver.until(1)
  expect(merchant.decrypt(notice!)).toMatchObject({ trade_type: 'MWEB', trade_state: 'SUCCESS' })
})

it('opens for five minutes; asked for again, the former address is void', async () => {
  const number = nextNumber()
  const { data: first } = await order(number)
  const { data: second } = await order(number)
  expect((await open(first.h5_url)).status).toBe(400)
  expect((await open(second.h5_url)).status).toBe(303)
  await control.call('POST', 'clock', { offsetMs: FIVE_MINUTES + 1000 })
  const late = await open(second.h5_url)
  expect([late.status, await late.text()]).toEqual([400, expect.stringContaining('支付请求已失效')])
})

it.each([
  ['from nowhere', {}, '商家参数格式有误'],
  ['from a domain that is not registered', { referer: 'https://elsewhere.example/' }, '商家存在未配置的参数'],
  ['inside WeChat', { 'user-agent': 'Mozilla/5.0 MicroMessenger/8.0' }, '请在微信外打开订单'],
])('does not open %s', async (_where, headers, sentence) => {
  const { data } = await order(nextNumber())
  const refused = await open(data.h5_url, headers)
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining(sentence)])
})

it('is refused to a merchant who has not applied for it, who may still show a code', async () => {
  const number = nextNumber()
  await control.faults('wechatpay', { noH5Permission: true })
  expect(await refusal(order(number))).toEqual({ status: 403, code: 'NO_AUTH' })
  expect((await merchant.create(number, `${receiver.url}/notify`)).status).toBe(200)
})
