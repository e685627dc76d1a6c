import 'server-only'
import { z } from 'zod'
import { systemNow } from '@/lib/command/clock'
import { env } from '@/lib/env'
import { alipayChannel } from './alipay/channel'
import { measured } from './measured-channel'
import type { PaymentChannel } from './payment-channel'
import { wechatpayChannel } from './wechatpay/channel'

const WECHATPAY = 'https://api.mch.weixin.qq.com'
const ALIPAY = 'https://openapi.alipay.com/gateway.do'

let offered: readonly PaymentChannel[] | undefined

/** The channels whose settings are there, in the order they are shown. Throws where a key in them is none. */
export function offeredChannels(): readonly PaymentChannel[] {
  offered ??= [wechatpayOf(), alipayOf()].filter((channel) => channel !== null).map(measured)
  return offered
}

/** A channel by its name, or null where it is not offered or there is none of that name. */
export function findChannel(name: string): PaymentChannel | null {
  return offeredChannels().find((channel) => channel.name === name) ?? null
}

function wechatpayOf(): PaymentChannel | null {
  const mchId = env.WECHATPAY_MCHID
  const appId = env.WECHATPAY_APPID
  const merchantSerial = env.WECHATPAY_MERCHANT_SERIAL
  const privateKey = env.WECHATPAY_MERCHANT_PRIVATE_KEY
  const apiV3Key = env.WECHATPAY_APIV3_KEY
  const keys = env.WECHATPAY_PLATFORM_KEYS
  if (!mchId || !appId || !merchantSerial || !privateKey || !apiV3Key || !keys) return null
  return wechatpayChannel({
    baseUrl: env.WECHATPAY_BASE_URL ?? WECHATPAY,
    mchId,
    appId,
    merchantSerial,
    merchantPrivateKey: unfolded(privateKey),
    apiV3Key,
    platformKeys: platformKeysIn(keys),
    clock: systemNow,
  })
}

function alipayOf(): PaymentChannel | null {
  const appId = env.ALIPAY_APP_ID
  const sellerId = env.ALIPAY_SELLER_ID
  const privateKey = env.ALIPAY_APP_PRIVATE_KEY
  const publicKey = env.ALIPAY_PUBLIC_KEY
  if (!appId || !sellerId || !privateKey || !publicKey) return null
  return alipayChannel({
    gateway: env.ALIPAY_GATEWAY ?? ALIPAY,
    appId,
    sellerId,
    appPrivateKey: unfolded(privateKey),
    alipayPublicKey: unfolded(publicKey),
    clock: systemNow,
  })
}

/** Environment files and hosting consoles hold one line a value, so a PEM comes with its line breaks spelt out. */
function unfolded(pem: string): string {
  return pem.replaceAll('\\n', '\n')
}

/** Throws TypeError without quoting what it read, since settings hold secrets. */
function platformKeysIn(text: string): Record<string, string> {
  const keys = z.record(z.string(), z.string()).safeParse(parsed(text))
  if (!keys.success) throw new TypeError('WECHATPAY_PLATFORM_KEYS must be a JSON object of serial to PEM')
  return Object.fromEntries(Object.entries(keys.data).map(([serial, pem]) => [serial, unfolded(pem)]))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
