import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Simulators } from '../server'
import { AlipayMerchant, Control, Receiver, startForTest, WechatMerchant } from '../test-merchant'

let simulators: Simulators
let control: Control
let receiver: Receiver
let wechatpay: WechatMerchant
let alipay: AlipayMerchant

beforeAll(async () => {
  simulators = await startForTest()
  receiver = await new Receiver().open()
  receiver.reply = () => ({ status: 200, body: 'success' })
  control = new Control(simulators.url)
  const settings = await control.credentials()
  wechatpay = new WechatMerchant(settings)
  alipay = new AlipayMerchant(settings)
})

afterAll(async () => {
  await simulators.close()
  await receiver.close()
})

const page = async (path: string) => (await fetch(`${simulators.url}/cashier/${path}`)).text()
const press = (path: string, body = new URLSearchParams()) =>
  fetch(`${simulators.url}/cashier/${path}`, { method: 'POST', body, redirect: 'manual' })
const statuses = async () =>
  (await control.call('GET', 'payments')).body as { outTradeNo: string; status: string }[]

it('shows amount, description and number, and lets the buyer pay once', async () => {
  await wechatpay.create('C000001', `${receiver.url}/notify`, { description: '<b>资源</b>' })
  const open = await page('wechatpay/C000001')
  for (const part of [
    '1,680.32',
    '&lt;b&gt;资源&lt;/b&gt;',
    'C000001',
    '>Pay</button>',
    '>Decline</button>',
  ]) {
    expect(open).toContain(part)
  }
  const pressed = await press('wechatpay/C000001/pay')
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/cashier/wechatpay/C000001'])
  const done = await page('wechatpay/C000001')
  expect(done).toContain('<strong>Paid</strong>')
  expect(done).not.toContain('<button')
  await press('wechatpay/C000001/pay')
  const notices = (await control.call('GET', 'notices?outTradeNo=C000001')).body
  expect(notices).toHaveLength(1)
})

it('lets the buyer decline: nothing is paid', async () => {
  await wechatpay.create('C000002', `${receiver.url}/notify`)
  const pressed = await press('wechatpay/C000002/decline')
  const declined = await fetch(new URL(pressed.headers.get('location') ?? '', simulators.url))
  expect(await declined.text()).toContain('<strong>Declined</strong>')
  expect((await wechatpay.query('C000002')).data.trade_state).toBe('NOTPAY')
})

it('brings the buyer back to the address that an H5 page names', async () => {
  await wechatpay.create('C000003', `${receiver.url}/notify`)
  const back = new URLSearchParams({ redirect_url: `${receiver.url}/back` })
  expect((await press('wechatpay/C000003/pay', back)).headers.get('location')).toBe(`${receiver.url}/back`)
})

it('sends the buyer who declines at Alipay back without any claim', async () => {
  await fetch(alipay.pageUrl('C000004', receiver.url), { redirect: 'manual' })
  expect(await statuses()).toContainEqual(
    expect.objectContaining({ outTradeNo: 'C000004', status: 'NOT_SCANNED' }),
  )
  await page('alipay/C000004')
  expect((await press('alipay/C000004/decline')).headers.get('location')).toBe(`${receiver.url}/return`)
  expect(await alipay.query('C000004')).toMatchObject({ tradeStatus: 'WAIT_BUYER_PAY' })
})

it('sends a phone whose buyer gives up to the address named for that', async () => {
  const quit = { quit_url: 'http://127.0.0.1:9/quit' }
  await fetch(alipay.pageUrl('C000007', receiver.url, quit, 'wap'))
  expect((await press('alipay/C000007/decline')).headers.get('location')).toBe(quit.quit_url)
  const paid = await press('alipay/C000007/pay')
  expect(paid.headers.get('location')).toMatch(/return\?.*method=alipay\.trade\.wap\.pay\.return/)
})

it('says when a payment is closed, expired or unknown', async () => {
  await wechatpay.create('C000005', `${receiver.url}/notify`)
  await wechatpay.close('C000005')
  expect(await page('wechatpay/C000005')).toContain('<strong>Closed</strong>')
  const time_expire = new Date(Date.now() + 120_000).toISOString()
  await wechatpay.create('C000006', `${receiver.url}/notify`, { time_expire })
  await control.call('POST', 'clock', { offsetMs: 180_000 })
  expect(await page('wechatpay/C000006')).toContain('<strong>Expired</strong>')
  await control.call('POST', 'clock', { offsetMs: 0 })
  const unknown = await fetch(`${simulators.url}/cashier/alipay/nothing`)
  expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('No such payment')])
})

it('is listed with its address', async () => {
  const list = (await control.call('GET', 'payments?channel=wechatpay&outTradeNo=C000001')).body
  expect(list).toEqual([
    {
      channel: 'wechatpay',
      outTradeNo: 'C000001',
      fen: '168032',
      status: 'SUCCESS',
      cashierUrl: `${simulators.url}/cashier/wechatpay/C000001`,
    },
  ])
})
