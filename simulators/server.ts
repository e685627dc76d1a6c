import type { AddressInfo } from 'node:net'
import { AlipayChannel } from './alipay/channel'
import { AlipaySender } from './alipay/notices'
import { AlipaySigner } from './alipay/signer'
import type { AlipayRefund, AlipayTrade } from './alipay/trade'
import { cashierRoutes } from './cashier/routes'
import { Clock } from './clock'
import { controlRoutes } from './control'
import { FaultBoard } from './faults'
import { createHttpServer } from './http'
import { KeyFile, merchantSettings } from './keys'
import { NoticeQueue, type Notice } from './notices'
import { NuonuoSender } from './nuonuo/callbacks'
import type { NuonuoInvoice, RedForm } from './nuonuo/invoice'
import { NuonuoPlatform } from './nuonuo/platform'
import { Journal } from './state'
import { WechatChannel } from './wechatpay/channel'
import { WechatSender } from './wechatpay/notices'
import type { WechatPayment, WechatRefund } from './wechatpay/payment'
import { Signer } from './wechatpay/signer'

/** WeChat Pay gives a merchant five seconds to answer a notice. */
const NOTICE_TIMEOUT_MS = 5000
const CLOSING_MS = 500
/** How long an invoice takes at Nuonuo; the tax bureau's own pace is a second or two. */
const ISSUE_MS = 800

export interface SimulatorOptions {
  host: string
  /** 0 takes a free port. */
  port: number
  stateDirectory: string
  /** Multiplies the intervals at which notices are sent again; 1 keeps the platforms' own. */
  retryScale: number
  noticeTimeoutMs?: number
}

export interface Simulators {
  url: string
  close(): Promise<void>
}

/** Starts all simulators at one address, with the state that the directory holds. */
export async function startSimulators(options: SimulatorOptions): Promise<Simulators> {
  const keys = await KeyFile.open(options.stateDirectory)
  const journal = new Journal(options.stateDirectory)
  const clock = new Clock(journal.collection('settings'))
  const faults = new FaultBoard()
  const signer = new Signer(keys, faults)
  const alipaySigner = new AlipaySigner(keys, faults)
  const notices = new NoticeQueue({
    notices: journal.collection<Notice>('notices'),
    faults,
    senders: {
      wechatpay: new WechatSender(keys, signer, faults, clock),
      alipay: new AlipaySender(alipaySigner, faults, clock),
      nuonuo: new NuonuoSender(),
    },
    retryScale: options.retryScale,
    timeoutMs: options.noticeTimeoutMs ?? NOTICE_TIMEOUT_MS,
  })
  let url = ''
  const baseUrl = () => url
  const payments = journal.collection<WechatPayment>('wechatpay.payments')
  const refunds = journal.collection<WechatRefund>('wechatpay.refunds')
  const wechatpay = new WechatChannel({ payments, refunds, keys, clock, faults, baseUrl }, notices, {
    signer,
    faults,
  })
  const trades = journal.collection<AlipayTrade>('alipay.trades')
  const tradeRefunds = journal.collection<AlipayRefund>('alipay.refunds')
  const desk = { trades, refunds: tradeRefunds }
  const alipay = new AlipayChannel({ desk, clock, faults, keys, signer: alipaySigner, notices, baseUrl })
  const nuonuo = new NuonuoPlatform({
    records: {
      invoices: journal.collection<NuonuoInvoice>('nuonuo.invoices'),
      forms: journal.collection<RedForm>('nuonuo.forms'),
    },
    ...{ clock, faults, keys, notices, baseUrl },
    issueMs: ISSUE_MS * Math.min(1, options.retryScale),
  })
  const channels = { wechatpay, alipay }
  const settings = () => merchantSettings(keys.ring, url)
  const server = createHttpServer([
    ...wechatpay.routes(),
    ...alipay.routes(),
    ...nuonuo.routes(),
    ...cashierRoutes(channels),
    ...controlRoutes({ channels, faults, notices, clock, settings }),
  ])
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  url = `http://${options.host}:${(server.address() as AddressInfo).port}`
  return {
    url,
    async close() {
      notices.close()
      wechatpay.close()
      alipay.close()
      nuonuo.close()
      const closed = new Promise((resolve) => server.close(resolve))
      // Calls under way are answered; those that are never to be answered must not hold up the end.
      const timer = setTimeout(() => server.closeAllConnections(), CLOSING_MS)
      await closed
      clearTimeout(timer)
      journal.close()
    },
  }
}
