import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

type Forwarded = Record<string, string | string[] | undefined>

/** What a proxy says of the request it passes on. Without a proxy, anybody could say it. */
const CLAIMS = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
]

/**
 * Leaves only what can be believed, in place. Without a trusted proxy nothing of it: Next then fills in the
 * socket's address. With n of them the n-th address from the right is the one the outermost proxy saw.
 */
export function believeProxies(headers: Forwarded, proxies: number): void {
  const claimed = headers['x-forwarded-for']
  const chain = (Array.isArray(claimed) ? claimed.join(',') : (claimed ?? ''))
    .split(',')
    .map((one) => one.trim())
  for (const name of proxies === 0 ? CLAIMS : ['forwarded', 'x-forwarded-for', 'x-real-ip'])
    delete headers[name]
  const seen = proxies > 0 ? chain.at(-proxies) : undefined
  if (seen) headers['x-forwarded-for'] = seen
}

/** Applies it to every request of this process, before Next sees it. */
export function guardForwardedHeaders(proxies: number): void {
  subscribe('http.server.request.start', (message) => {
    believeProxies((message as { request: IncomingMessage }).request.headers, proxies)
  })
}
