import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { receiveNotice } from '@/lib/billing/settlement/receive-notice.flow'
import { findChannel } from '@/lib/gateway/payment-channels'

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const channel = findChannel(request.url?.split('/')[3] ?? '')
  if (!channel) return void response.writeHead(404).end()
  const headers = new Headers(
    Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
  )
  const {
    status,
    headers: own,
    body,
  } = await receiveNotice(channel, headers, await text(request), () => undefined)
  response.writeHead(status, own).end(body)
}

/** The product's side of the wire: the notify route without Next around it. */
export async function openNoticeDoor(): Promise<{ origin: string; close(): void }> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  }
}
