import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ALIPAY_PUBLIC_KEY, APP_KEYS } from './testing/alipay-side'
import { NOW, newPlatform, wechatpayConfig } from './testing/wechat-platform'

const platform = newPlatform('PUB_KEY_ID_01')
const config = wechatpayConfig('', {})
const folded = (pem: string) => pem.replaceAll('\n', '\\n')
const settings = {
  WECHATPAY_BASE_URL: 'http://127.0.0.1:9/wechatpay',
  WECHATPAY_MCHID: config.mchId,
  WECHATPAY_APPID: config.appId,
  WECHATPAY_MERCHANT_SERIAL: config.merchantSerial,
  WECHATPAY_MERCHANT_PRIVATE_KEY: folded(config.merchantPrivateKey),
  WECHATPAY_APIV3_KEY: config.apiV3Key,
  WECHATPAY_PLATFORM_KEYS: JSON.stringify({ [platform.serial]: platform.publicPem }),
  ALIPAY_GATEWAY: '',
  ALIPAY_APP_ID: '2021',
  ALIPAY_SELLER_ID: '2088',
  ALIPAY_APP_PRIVATE_KEY: folded(APP_KEYS.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()),
  ALIPAY_PUBLIC_KEY,
}

async function channelsWith(change: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries({ ...settings, ...change })) vi.stubEnv(name, value)
  return await import('./payment-channels')
}

/** Settings of a channel, all emptied. */
const without = (prefix: string) =>
  Object.fromEntries(
    Object.keys(settings)
      .filter((name) => name.startsWith(prefix))
      .map((name) => [name, '']),
  )

beforeEach(() => {
  vi.resetModules()
})

describe('a channel is offered', () => {
  test('where its settings are there, and is made once', async () => {
    const { offeredChannels, findChannel } = await channelsWith({})
    expect(offeredChannels().map(({ name }) => name)).toEqual(['wechatpay', 'alipay'])
    expect(findChannel('alipay')).toBe(offeredChannels()[1])
    expect(findChannel('bank')).toBeNull()
  })

  test.each([
    ['WECHATPAY_', ['alipay']],
    ['ALIPAY_', ['wechatpay']],
  ])('and not without its %s settings', async (prefix, names) => {
    const { offeredChannels } = await channelsWith(without(prefix))
    expect(offeredChannels().map(({ name }) => name)).toEqual(names)
  })

  test('at the provider itself unless another address is set', async () => {
    const { findChannel } = await channelsWith({})
    const times = { expiresAt: NOW, notifyUrl: 'https://b.example/n' }
    const { fen } = await import('@/lib/kernel/money')
    const attempt = { outTradeNo: 'T1', fen: fen(1), description: 'x', device: 'desktop', ...times } as const
    expect(await findChannel('alipay')?.start(attempt)).toMatchObject({
      url: expect.stringMatching(/^https:\/\/openapi\.alipay\.com\/gateway\.do\?/) as string,
    })
    expect(await findChannel('wechatpay')?.start(attempt)).toMatchObject({ kind: 'unknown' })
  })
})

test.each(['{', '[]', '"x"', '{"a":1}'])(
  'platform keys written as %j are refused without being quoted',
  async (keys) => {
    const { offeredChannels } = await channelsWith({ WECHATPAY_PLATFORM_KEYS: keys })
    expect(() => offeredChannels()).toThrow('WECHATPAY_PLATFORM_KEYS must be a JSON object of serial to PEM')
  },
)
