import { describe, expect, test } from 'vitest'
import { fen } from '@/lib/kernel/money'
import {
  ALIPAY_PUBLIC_KEY,
  APP_ID,
  APP_KEYS,
  APP_PRIVATE_KEY,
  NOW,
  SELLER_ID,
  isRequestSigned,
} from '../testing/alipay-side'
import { createAlipay } from './client'

const settings = {
  appId: APP_ID,
  sellerId: SELLER_ID,
  appPrivateKey: APP_PRIVATE_KEY,
  alipayPublicKey: ALIPAY_PUBLIC_KEY,
  clock: () => NOW,
}
const attempt = {
  outTradeNo: 'T202611210001',
  fen: fen(1),
  description: 'Authentication',
  expiresAt: NOW,
  notifyUrl: 'https://billing.example/notify',
  device: 'desktop',
} as const

describe('settings', () => {
  const gateway = 'https://openapi.alipay.com/gateway.do'

  test.each([
    ['no Alipay key', { alipayPublicKey: '' }],
    ['a blank Alipay key', { alipayPublicKey: ' ' }],
    ['an Alipay key that is none', { alipayPublicKey: 'AAAA' }],
    ['no application key', { appPrivateKey: '' }],
    ['an application key that is public', { appPrivateKey: ALIPAY_PUBLIC_KEY }],
  ])('with %s stop the start', (_what, change) => {
    expect(() => createAlipay({ ...settings, gateway, ...change })).toThrow(TypeError)
  })

  test.each([
    ['PKCS#8 PEM', APP_KEYS.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
    ['PKCS#1 PEM', APP_KEYS.privateKey.export({ format: 'pem', type: 'pkcs1' }).toString()],
    ['PKCS#8 base64', APP_PRIVATE_KEY],
    ['PKCS#1 base64', APP_KEYS.privateKey.export({ format: 'der', type: 'pkcs1' }).toString('base64')],
  ])('take the application key as %s', (_form, appPrivateKey) => {
    const client = createAlipay({ ...settings, gateway, appPrivateKey })
    expect(isRequestSigned(client.pagePay(attempt), '')).toBe(true)
  })
})
