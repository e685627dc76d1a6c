import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Formatter, Rsa } from 'wechatpay-axios-plugin'
import type { Simulators } from '../server'
import { Control, Receiver, refusal, startForTest, WechatMerchant } from '../test-merchant'

let simulators: Simulators
let control: Control
let receiver: Receiver
let settings: Record<string, string>
let merchant: WechatMerchant
let count = 0

const nextNumber = () => `S${String((count += 1)).padStart(9, '0')}`
const create = (number: string, changes: object = {}) =>
  merchant.create(number, `${receiver.url}/notify`, changes)
beforeAll(async () => {
  simulators = await startForTest()
  control = new Control(simulators.url)
  settings = await control.credentials()
  merchant = new WechatMerchant(settings)
})

afterAll(() => simulators.close())

beforeEach(async () => {
  receiver = await new Receiver().open()
})

afterEach(async () => {
  await control.call('DELETE', 'faults')
  await receiver.close()
})

describe('a request', () => {
  const send = (
    path: string,
    {
      sign = path,
      mchid = merchant.setting('MCHID'),
      age = 0,
      serial = merchant.setting('MERCHANT_SERIAL'),
    } = {},
  ) => {
    const timestamp = Formatter.timestamp() - age
    const base = new URL(merchant.setting('BASE_URL'))
    const message = Formatter.request('GET', `${base.pathname}${sign}`, timestamp, 'nonce', '')
    const signature = Rsa.sign(message, merchant.setting('MERCHANT_PRIVATE_KEY'))
    // The order of the five items is free: this is not the plugin's.
    const authorization = `WECHATPAY2-SHA256-RSA2048 signature="${signature}",serial_no="${serial}",nonce_str="nonce",timestamp="${timestamp}",mchid="${mchid}"`
    return fetch(`${base.href}${path}`, {
      headers: { authorization, accept: 'application/json', 'user-agent': 'test' },
    })
  }
  const path = (mchid = merchant.setting('MCHID'), number = 'unknown-number') =>
    `/v3/pay/transactions/out-trade-no/${number}?mchid=${mchid}`

  it('passes when its signature is right, whatever the order of the items and the escapes in the URL', async () => {
    expect((await send(path())).status).toBe(404)
    expect((await send(path(undefined, 'with%2Astar'))).status).toBe(404)
  })

  it.each([
    ['signed for another URL', () => send(path(), { sign: `${path()}&x=1` })],
    [
      'signed for the unescaped URL',
      () => send(path(undefined, 'with%2Astar'), { sign: path(undefined, 'with*star') }),
    ],
    ['too old', () => send(path(), { age: 301 })],
    ['from the future', () => send(path(), { age: -301 })],
    ['of an unknown certificate', () => send(path(), { serial: 'ABCDEF' })],
    ['of an unknown merchant', () => send(path('1900000001'), { mchid: '1900000001' })],
    ['of one merchant about another', () => send(path('1900000001'))],
  ])('is refused when it is %s', async (_what, call) => {
    const response = await call()
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 'SIGN_ERROR' })
  })

  it('is refused without Authorization, and the refusal bears no signature', async () => {
    const response = await fetch(`${merchant.setting('BASE_URL')}/v3/certificates`)
    expect(response.status).toBe(401)
    expect(response.headers.get('wechatpay-signature')).toBeNull()
  })
})

describe('platform keys', () => {
  it('sign answers as the request asks, and certificates are offered encrypted, the rotated one too', async () => {
    const keys = JSON.parse(merchant.setting('PLATFORM_KEYS')) as Record<string, string>
    const serials = Object.keys(keys)
    const certificates = (serial: string) => {
      merchant = new WechatMerchant(settings, { [serial]: keys[serial] ?? '' })
      return merchant.call('certificates').get()
    }
    for (const serial of serials)
      expect((await certificates(serial)).headers['wechatpay-serial']).toBe(serial)
    await control.faults('wechatpay', { rotateKey: true })
    const { data } = await certificates(serials[0] ?? '')
    const offered = data.data.map((row) => [row.serial_no, merchant.unseal(row.encrypt_certificate)] as const)
    expect(offered).toHaveLength(2)
    const [fresh, former] = offered
    expect(former?.[1]).toBe(keys[former?.[0] ?? ''])

    settings = await control.credentials()
    merchant = new WechatMerchant(settings)
    const freshKeys = JSON.parse(merchant.setting('PLATFORM_KEYS')) as Record<string, string>
    expect(Object.keys(freshKeys).filter((serial) => serials.includes(serial))).toEqual([])
    expect(freshKeys[fresh?.[0] ?? '']).toBe(fresh?.[1])
    for (const [index, noticeKey] of ['public-key', 'certificate'].entries()) {
      await control.faults('wechatpay', { noticeKey })
      const number = nextNumber()
      await create(number)
      await control.pay('wechatpay', number)
      const notice = (await receiver.until(index + 1))[index]
      expect(merchant.verifies(notice!)).toBe(true)
      expect(notice!.headers['wechatpay-serial']).toBe(Object.keys(freshKeys)[index])
    }
  })

  it('are no certificates where the merchant was given a public key only', async () => {
    await control.faults('wechatpay', { noCertificates: true })
    const found = { status: 404, code: 'RESOURCE_NOT_EXISTS' }
    expect(await refusal(merchant.call('certificates').get())).toEqual(found)
    await control.faults('wechatpay', { noCertificates: false })
  })
})
