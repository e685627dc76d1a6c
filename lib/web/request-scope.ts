import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** What proxies and the middleware may call a request by; anything else could forge a line of the log. */
const WELL_FORMED = /^[A-Za-z0-9][A-Za-z0-9.-]{7,63}$/
export const ID_HEADER = 'x-request-id'

// The instrumentation and the routes are bundled apart: each would keep a storage of its own.
const kept = globalThis as unknown as { billingRequest?: AsyncLocalStorage<string> }
const scope = (kept.billingRequest ??= new AsyncLocalStorage())

/** The id of the request that the present work belongs to; undefined for the worker and for scripts. */
export function currentRequestId(): string | undefined {
  return scope.getStore()
}

/** What an outermost proxy calls the request, where one is trusted; otherwise an id of our own. */
export function requestIdOf(claimed: string | string[] | undefined, proxies: number): string {
  return proxies > 0 && typeof claimed === 'string' && WELL_FORMED.test(claimed) ? claimed : randomUUID()
}

/** Gives every request of this process its id before Next sees it, and tells it in the answer. */
export function nameRequests(proxies: number): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const id = requestIdOf(request.headers[ID_HEADER], proxies)
    response.setHeader(ID_HEADER, id)
    // Each request is emitted in a tick of its own, so the scope ends with it.
    scope.enterWith(id)
  })
}
