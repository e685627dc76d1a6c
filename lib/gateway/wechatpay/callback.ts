import type { NoticeHeaders } from '../payment-channel'
import { readRefund, readTransaction, textOf } from './payment-object'
import type { WechatRefund, WechatTransaction } from './payment-object'
import { asObject, decryptResource, readObject } from './resource'
import { checkSignature } from './signature'
import type { PlatformKeys, SignatureState } from './signature'

export type CallbackToRead = {
  /** Unix seconds. */
  readonly now: number
  readonly headers: NoticeHeaders
  /** The body as it came, byte for byte. */
  readonly body: string
  readonly apiV3Key: string
  readonly keys: PlatformKeys
}

type Opened = {
  readonly verified: true
  readonly id: string | null
  readonly eventType: string
  readonly decrypted: Readonly<Record<string, unknown>>
}

/** What a callback says. `unreadable`: rightly signed, yet not encrypted with our APIv3 key, or no callback at all. */
export type Callback =
  | {
      readonly verified: false
      readonly kind: 'forged'
      readonly why: Exclude<SignatureState, 'valid'>
      readonly decrypted: null
    }
  | { readonly verified: true; readonly kind: 'unreadable'; readonly decrypted: null }
  | (Opened & { readonly kind: 'transaction'; readonly transaction: WechatTransaction })
  | (Opened & { readonly kind: 'refund'; readonly refund: WechatRefund })
  | (Opened & { readonly kind: 'other' })

/** Verifies first and only then parses and decrypts. Never throws. */
export function readCallback({ now, headers, body, apiV3Key, keys }: CallbackToRead): Callback {
  const state = checkSignature(headers, body, keys, now)
  if (state !== 'valid') return { verified: false, kind: 'forged', why: state, decrypted: null }
  const envelope = readObject(body)
  const resource = asObject(envelope?.['resource'])
  const decrypted = readObject(decryptResource(resource, apiV3Key))
  const eventType = textOf(envelope?.['event_type'])
  if (!envelope || !decrypted) return { verified: true, kind: 'unreadable', decrypted: null }
  const opened = {
    verified: true,
    id: textOf(envelope['id']),
    eventType: eventType ?? '',
    decrypted,
  } as const
  if (opened.eventType.startsWith('TRANSACTION.')) {
    const transaction = readTransaction(decrypted)
    if (transaction) return { ...opened, kind: 'transaction', transaction }
  }
  if (opened.eventType.startsWith('REFUND.')) {
    const refund = readRefund(decrypted)
    if (refund) return { ...opened, kind: 'refund', refund }
  }
  return { ...opened, kind: 'other' }
}
