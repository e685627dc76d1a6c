import type { Instrumentation } from 'next'

/** Runs once in each server process, before its first request. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { env } = await import('@/lib/env')
  const { guardForwardedHeaders } = await import('@/lib/web/forwarded-headers')
  guardForwardedHeaders(env.TRUST_PROXY)
  // A serverless function lives for one request: there the cron routes do the worker's turns.
  if (process.env['VERCEL']) return
  const { superviseWorker } = await import('@/lib/billing/worker')
  superviseWorker()
}

/** Errors that reached nobody else: named by the reference their page shows, without query or content. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { describeError, log } = await import('@/lib/web/log')
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : undefined
  const [path] = request.path.split('?', 1)
  log.error(
    { digest, method: request.method, path, route: context.routePath, error: describeError(error) },
    'a request failed',
  )
}
