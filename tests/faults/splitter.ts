import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { deliver, type Captured } from './gate'

/** Stands where gateways send their notices and hands each to several servers at once; the first one's answer counts. */
export class Splitter {
  origin = ''
  private readonly server: Server

  constructor(targets: readonly string[]) {
    this.server = createServer((request, response) => {
      const handled = text(request).then(async (body) => {
        const notice: Captured = { path: request.url ?? '', headers: request.headers, body }
        const answers = await Promise.all(targets.map((target) => deliver(target, [notice], 1)))
        const answer = answers[0]?.[0]
        response.writeHead(answer?.status ?? 502).end(answer?.body)
      })
      handled.catch(() => response.destroy())
    })
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
    return this
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
