import { ControlError, type PaymentChannel } from './channel'
import type { Clock } from './clock'
import {
  CHANNELS,
  isChannel,
  isPlatform,
  PLATFORMS,
  type Channel,
  type FaultBoard,
  type Platform,
} from './faults'
import { json, type Answer, type Call, type Route } from './http'
import { parseObject, text, type Json } from './json'
import { fenFrom, type Fen } from './money'
import type { Notice, NoticeQueue } from './notices'

export interface ControlOptions {
  channels: Record<Channel, PaymentChannel>
  faults: FaultBoard
  notices: NoticeQueue
  clock: Clock
  settings: () => Record<string, string>
}

/** Addresses for tests and demos: no platform has the like. */
export function controlRoutes(options: ControlOptions): Route[] {
  const { clock } = options
  return [
    ...paymentRoutes(options),
    ...faultRoutes(options),
    controlRoute('GET', '/control/credentials', () => options.settings()),
    controlRoute('GET', '/control/clock', () => ({ offsetMs: clock.offsetMs })),
    controlRoute('POST', '/control/clock', (_call, body) => {
      const { offsetMs } = body
      if (!Number.isSafeInteger(offsetMs))
        throw new ControlError(400, 'Give "offsetMs" as whole milliseconds.')
      clock.offsetMs = offsetMs as number
      return { offsetMs: clock.offsetMs }
    }),
  ]
}

/** What buyers and the merchant's console do, and the notices that follow. */
function paymentRoutes({ channels, notices }: ControlOptions): Route[] {
  return [
    controlRoute('GET', '/control/payments', (call) =>
      chosen(
        call,
        CHANNELS.flatMap((channel) => channels[channel].payments()),
      ),
    ),
    controlRoute('GET', '/control/refunds', (call) =>
      chosen(
        call,
        CHANNELS.flatMap((channel) => channels[channel].refunds()),
      ),
    ),
    controlRoute('POST', '/control/refund', (_call, body) => {
      const { channel, outTradeNo } = readPayment(body)
      channels[channel].refund(outTradeNo, readFen(body), text(body['notifyUrl']) || null)
      return channels[channel].refunds().filter((refund) => refund.outTradeNo === outTradeNo)
    }),
    controlRoute('GET', '/control/notices', (call) => chosen(call, notices.list().map(withoutContent))),
    controlRoute('POST', '/control/pay', (_call, body) => {
      const { channel, outTradeNo } = readPayment(body)
      return channels[channel].pay(outTradeNo, body['force'] === true)
    }),
    controlRoute('POST', '/control/notify', async (_call, body) => {
      const channel = isPlatform(body['channel']) ? body['channel'] : null
      if (channel === null) throw unknownChannel(PLATFORMS)
      const outTradeNo = text(body['outTradeNo'])
      const kind = ['payment', 'refund', 'closed', 'stray'].find((word) => word === body['kind'])
      const notice = notices.latest(channel, outTradeNo, kind as Notice['kind'] | undefined)
      if (!notice) throw new ControlError(404, `There has been no such notice of ${outTradeNo}.`)
      return withoutContent(await notices.sendNow(notice.id))
    }),
    controlRoute('POST', '/control/stray-notice', (_call, body) => {
      const { channel, outTradeNo } = readPayment(body)
      const fen = readFen(body)
      const notifyUrl = text(body['notifyUrl']) || null
      return {
        id: channels[channel].strayNotice({
          outTradeNo,
          fen,
          notifyUrl,
          status: text(body['status']) || null,
        }),
      }
    }),
  ]
}

function faultRoutes({ channels, faults }: ControlOptions): Route[] {
  const allFaults = () => Object.fromEntries(PLATFORMS.map((channel) => [channel, faults.of(channel)]))
  return [
    controlRoute('GET', '/control/faults', allFaults),
    controlRoute('POST', '/control/faults', async (_call, body) => {
      const { channel, rotateKey, ...changes } = body
      if (!isPlatform(channel)) throw unknownChannel(PLATFORMS)
      const refusal = faults.set(channel, changes)
      if (refusal !== null) throw new ControlError(400, refusal)
      if (rotateKey === true && isChannel(channel)) await channels[channel].rotateKey()
      return faults.of(channel)
    }),
    controlRoute('DELETE', '/control/faults', (call) => {
      const only = call.query.get('channel')
      if (only !== null && !isPlatform(only)) throw unknownChannel(PLATFORMS)
      for (const channel of PLATFORMS) if (only === null || only === channel) faults.reset(channel)
      return allFaults()
    }),
  ]
}

/** One control address: a JSON object in, anything out. */
export function controlRoute(method: string, path: string, run: (call: Call, body: Json) => unknown): Route {
  return {
    method,
    path,
    async handle(call): Promise<Answer> {
      const body = method === 'POST' ? parseObject(call.body) : {}
      if (!body) return json(400, { error: 'The body is not a JSON object.' })
      try {
        return json(200, await run(call, body))
      } catch (error) {
        if (error instanceof ControlError) return json(error.status, { error: error.message })
        throw error
      }
    },
  }
}

/** Those that the query names by channel and number, or all. */
function chosen<T extends { channel: Platform; outTradeNo: string }>(call: Call, rows: T[]): T[] {
  const channel = call.query.get('channel')
  const outTradeNo = call.query.get('outTradeNo')
  return rows.filter(
    (row) =>
      (channel === null || row.channel === channel) && (outTradeNo === null || row.outTradeNo === outTradeNo),
  )
}

function readPayment(body: Json): { channel: Channel; outTradeNo: string } {
  const { channel } = body
  if (!isChannel(channel)) throw unknownChannel()
  const outTradeNo = text(body['outTradeNo'])
  if (outTradeNo === '') throw new ControlError(400, 'Name the payment by "outTradeNo".')
  return { channel, outTradeNo }
}

function readFen(body: Json): Fen {
  const fen = fenFrom(body['fen'])
  if (fen === null) throw new ControlError(400, 'Give "fen" as whole fen.')
  return fen
}

function unknownChannel(names: readonly string[] = CHANNELS): ControlError {
  return new ControlError(400, `Name a "channel": ${names.join(' or ')}.`)
}

function withoutContent(notice: Notice): Omit<Notice, 'content'> {
  const { content: _content, ...rest } = notice
  return rest
}
