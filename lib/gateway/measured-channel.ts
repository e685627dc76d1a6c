import { metrics, timed } from '@/lib/web/metrics'
import type { InvoiceChannel } from './invoice-channel'
import type { PaymentChannel } from './payment-channel'

/** Does a call and notes how long it took and what it came to. */
function noted<Result extends { readonly kind: string }>(
  channel: string,
  call: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return timed(metrics.gateways, { channel, call }, work, ({ kind }) => kind)
}

/** The same channel, each of whose calls is noted with how long it took and what it came to. */
export function measured(channel: PaymentChannel): PaymentChannel {
  const { name } = channel
  return {
    ...channel,
    start: (attempt) => noted(name, 'start', () => channel.start(attempt)),
    query: (outTradeNo) => noted(name, 'query', () => channel.query(outTradeNo)),
    close: (outTradeNo) => noted(name, 'close', () => channel.close(outTradeNo)),
    refund: (order) => noted(name, 'refund', () => channel.refund(order)),
    queryRefund: (outTradeNo, refundNo) =>
      noted(name, 'query-refund', () => channel.queryRefund(outTradeNo, refundNo)),
  }
}

/** The same for a channel that issues. */
export function measuredIssuing(channel: InvoiceChannel): InvoiceChannel {
  const { name } = channel
  return {
    ...channel,
    issue: (order) => noted(name, 'issue', () => channel.issue(order)),
    query: (requestNo) => noted(name, 'query', () => channel.query(requestNo)),
    retry: (requestNo) => noted(name, 'retry', () => channel.retry(requestNo)),
    voidPaper: (order) => noted(name, 'void', () => channel.voidPaper(order)),
    openRedForm: (order) => noted(name, 'open-form', () => channel.openRedForm(order)),
    queryRedForm: (requestNo) => noted(name, 'query-form', () => channel.queryRedForm(requestNo)),
    withdrawRedForm: (requestNo) => noted(name, 'withdraw-form', () => channel.withdrawRedForm(requestNo)),
    issueRed: (requestNo) => noted(name, 'issue-red', () => channel.issueRed(requestNo)),
    fetchFile: (address) => noted(name, 'file', () => channel.fetchFile(address)),
  }
}
