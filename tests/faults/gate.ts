import { Agent, createServer, request, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { until } from './until'

/** A notice as it came over the wire, signature and all. */
export type Captured = { path: string; headers: IncomingHttpHeaders; body: string }
export type Answer = { status: number; body: string }

/**
 * Stands where gateways send their notices instead of the product: keeps each and acknowledges it, so that a test can
 * deliver it when, as often and in the order it likes.
 */
export class Gate {
  readonly captured: Captured[] = []
  origin = ''
  private readonly server = createServer((incoming, outgoing) => {
    let body = ''
    incoming.setEncoding('utf8')
    incoming.on('data', (chunk: string) => (body += chunk))
    incoming.on('end', () => {
      this.captured.push({ path: incoming.url ?? '', headers: incoming.headers, body })
      // Both gateways take these words; WeChat Pay looks at the status alone.
      outgoing.writeHead(200).end('success')
    })
  })

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
    return this
  }

  /** All that were captured, once there are so many. */
  async holding(count: number): Promise<Captured[]> {
    await until(`${count} notices at the gate`, async () => this.captured.length >= count)
    return this.captured
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}

/** Posts captured notices to the product over so many connections, all at once; what it answered to each. */
export async function deliver(
  url: string,
  notices: readonly Captured[],
  connections: number,
): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  try {
    return await Promise.all(notices.map((notice) => post(agent, url, notice)))
  } finally {
    agent.destroy()
  }
}

function post(agent: Agent, url: string, { path, headers, body }: Captured): Promise<Answer> {
  const kept = Object.entries(headers).filter(([name]) => !/^(host|connection|content-length)$/.test(name))
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, url),
      {
        method: 'POST',
        agent,
        headers: { ...Object.fromEntries(kept), 'content-length': Buffer.byteLength(body) },
      },
      (incoming) => {
        let answer = ''
        incoming.setEncoding('utf8')
        incoming.on('data', (chunk: string) => (answer += chunk))
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: answer }))
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** Whether these are the words that make this channel send no more. */
export function isAcknowledged(channel: 'wechatpay' | 'alipay', { status, body }: Answer): boolean {
  return channel === 'wechatpay' ? status === 200 || status === 204 : status === 200 && body === 'success'
}
