import 'server-only'
import { systemNow } from '@/lib/command/clock'
import { env } from '@/lib/env'
import type { InvoiceChannel } from './invoice-channel'
import { measuredIssuing } from './measured-channel'
import { nuonuoChannel } from './nuonuo/channel'

const NUONUO = 'https://sdk.nuonuo.com'

export type IssuingChannelName = InvoiceChannel['name']

/** The channels whose settings are there. Without one, invoices are issued by hand. */
export function offeredInvoiceChannels(): readonly IssuingChannelName[] {
  return env.NUONUO_APP_KEY && env.NUONUO_APP_SECRET && env.NUONUO_ACCESS_TOKEN ? ['nuonuo'] : []
}

/** A channel by its name for the seller of that tax number, or null where it is not offered or there is none. */
export function findInvoiceChannel(name: string, taxpayerId: string): InvoiceChannel | null {
  const appKey = env.NUONUO_APP_KEY
  const appSecret = env.NUONUO_APP_SECRET
  const accessToken = env.NUONUO_ACCESS_TOKEN
  if (name !== 'nuonuo' || !appKey || !appSecret || !accessToken) return null
  const baseUrl = env.NUONUO_BASE_URL ?? NUONUO
  const config = { baseUrl, appKey, appSecret, accessToken, taxpayerId, clock: systemNow }
  return measuredIssuing(nuonuoChannel(config))
}
