import { metrics, timed } from '@/lib/web/metrics'
import type { PaymentChannel } from './payment-channel'

/** The same channel, each of whose calls is noted with how long it took and what it came to. */
export function measured(channel: PaymentChannel): PaymentChannel {
  const noted = <Result extends { readonly kind: string }>(call: string, work: () => Promise<Result>) =>
    timed(metrics.gateways, { channel: channel.name, call }, work, ({ kind }) => kind)
  return {
    ...channel,
    start: (attempt) => noted('start', () => channel.start(attempt)),
    query: (outTradeNo) => noted('query', () => channel.query(outTradeNo)),
    close: (outTradeNo) => noted('close', () => channel.close(outTradeNo)),
    refund: (order) => noted('refund', () => channel.refund(order)),
    queryRefund: (outTradeNo, refundNo) =>
      noted('query-refund', () => channel.queryRefund(outTradeNo, refundNo)),
  }
}
