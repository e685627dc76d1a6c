import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http'

export interface Call {
  method: string
  /** Path and query as received: the signatures of WeChat Pay cover these very bytes. */
  rawUrl: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
  params: Record<string, string>
}

export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string | Buffer
}

/** A handler gives this when the caller is to wait for an answer that never comes. */
export const unanswered = Symbol('unanswered')

export type Handler = (call: Call) => Answer | typeof unanswered | Promise<Answer | typeof unanswered>

export interface Route {
  method: string
  /** Segments that begin with a colon are parameters. */
  path: string
  handle: Handler
}

const BODY_LIMIT = 1024 * 1024

export function json(status: number, value: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  }
}

export function html(status: number, body: string): Answer {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
    body,
  }
}

/** 303, so that a form's POST is followed by a GET. */
export function seeOther(location: string): Answer {
  return { status: 303, headers: { location, 'cache-control': 'no-store' } }
}

export function createHttpServer(routes: readonly Route[]): Server {
  const compiled = routes.map((route) => ({ ...route, segments: route.path.split('/') }))
  const server = createServer((request, response) => {
    void answer(request, compiled)
      .then((result) => {
        if (result === unanswered) return
        response.writeHead(result.status, result.headers)
        response.end(result.body)
      })
      .catch((error: unknown) => {
        console.error('simulators:', request.method, request.url, error)
        if (!response.headersSent) response.writeHead(500)
        response.end()
      })
  })
  // Longer than any client keeps an idle connection, so that the client is the one who closes it.
  server.keepAliveTimeout = 75_000
  return server
}

interface CompiledRoute extends Route {
  segments: string[]
}

async function answer(request: IncomingMessage, routes: readonly CompiledRoute[]) {
  const rawUrl = request.url ?? '/'
  const [path = '/', search = ''] = splitOnce(rawUrl, '?')
  const method = request.method ?? 'GET'
  const segments = path.split('/')
  let pathIsKnown = false
  for (const route of routes) {
    const params = matchSegments(route.segments, segments)
    if (!params) continue
    pathIsKnown = true
    if (route.method !== method) continue
    const body = await readBody(request)
    if (body === null) return json(413, { error: 'The body is longer than 1 MB.' })
    const query = new URLSearchParams(search)
    return route.handle({ method, rawUrl, query, headers: request.headers, body, params })
  }
  return pathIsKnown
    ? json(405, { error: `${method} is not served here.` })
    : json(404, { error: `Nothing is served at ${path}.` })
}

function splitOnce(source: string, separator: string): string[] {
  const at = source.indexOf(separator)
  return at < 0 ? [source] : [source.slice(0, at), source.slice(at + 1)]
}

function matchSegments(pattern: string[], segments: string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? ''
    if (part.startsWith(':')) {
      if (segment === '') return null
      try {
        params[part.slice(1)] = decodeURIComponent(segment)
      } catch {
        return null
      }
    } else if (part !== segment) return null
  }
  return params
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_LIMIT) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
