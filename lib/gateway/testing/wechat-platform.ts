import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin'
import { certificateOf } from './certificate'

export const NOW = new Date('2026-11-21T00:00:00Z')
export const NOW_SECONDS = NOW.getTime() / 1000
export const API_V3_KEY = 'k3y-of-32-bytes-for-aes-256-gcm!'

/** The platform's side, by another implementation than ours, so that one mistake cannot stand on both sides. */
export function newPlatform(serial: string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const notAfter = new Date('2031-01-01T00:00:00Z')
  return {
    serial,
    privateKey,
    publicKey,
    publicPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    certificate: (until = notAfter) => certificateOf(privateKey, serial, until),
    headers: (body: string, timestamp: number | string = NOW_SECONDS, nonce = 'a-nonce') => ({
      'Wechatpay-Timestamp': String(timestamp),
      'Wechatpay-Nonce': nonce,
      'Wechatpay-Serial': serial,
      'Wechatpay-Signature': Rsa.sign(Formatter.response(timestamp, nonce, body), privateKey),
      'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
      'Request-ID': '08F78BB5AF0610D302',
    }),
  }
}

export type Platform = ReturnType<typeof newPlatform>

export function sealed(plain: string, associated = 'transaction', nonce = 'fdasflkja484') {
  const ciphertext = Aes.AesGcm.encrypt(plain, API_V3_KEY, nonce, associated)
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext, nonce, associated_data: associated }
}

export function callbackBody(eventType: string, content: object, id = 'EV-1'): string {
  const resource = { original_type: 'transaction', ...sealed(JSON.stringify(content)) }
  const envelope = {
    id,
    create_time: '2026-11-21T08:00:00+08:00',
    event_type: eventType,
    summary: '支付成功',
  }
  return JSON.stringify({ ...envelope, resource_type: 'encrypt-resource', resource })
}

export const TRANSACTION = {
  appid: 'wx-our-app',
  mchid: '1900000001',
  out_trade_no: 'T202611210001',
  transaction_id: '4200001',
  trade_type: 'NATIVE',
  trade_state: 'SUCCESS',
  success_time: '2026-11-21T07:59:30+08:00',
  amount: { total: 5000000, payer_total: 4999900, currency: 'CNY', payer_currency: 'CNY' },
}

const merchant = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
export const MERCHANT_PUBLIC_KEY = createPublicKey(merchant)

export function wechatpayConfig(
  baseUrl: string,
  platformKeys: Readonly<Record<string, string>>,
  timeoutMs = 5_000,
) {
  return {
    baseUrl,
    mchId: TRANSACTION.mchid,
    appId: TRANSACTION.appid,
    merchantSerial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
    merchantPrivateKey: merchant.export({ format: 'pem', type: 'pkcs8' }).toString(),
    apiV3Key: API_V3_KEY,
    platformKeys,
    clock: () => NOW,
    timeoutMs,
  }
}
