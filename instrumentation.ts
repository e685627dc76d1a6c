import type { Instrumentation } from 'next'

/** Runs once in each server process, before its first request. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { env } = await import('@/lib/env')
  const { guardForwardedHeaders } = await import('@/lib/web/forwarded-headers')
  const { nameRequests } = await import('@/lib/web/request-scope')
  const { consoleAsLines } = await import('@/lib/web/console-lines')
  const { timeAnswers } = await import('@/lib/web/metrics')
  // Read first: what is wrong with the settings is told in the framework's own way.
  const proxies = env.TRUST_PROXY
  if (process.env.NODE_ENV === 'production') consoleAsLines()
  nameRequests(proxies)
  guardForwardedHeaders(proxies)
  timeAnswers()
  const { drainAfterAnswers, superviseWorker } = await import('@/lib/billing/worker')
  // A serverless function lives for its requests: there they do their own work, and the cron routes the rest.
  if (process.env['VERCEL']) return drainAfterAnswers()
  const { atSignal, endInOrder } = await import('@/lib/web/end-in-order')
  const { closeDatabase } = await import('@/db/client')
  const stopWorker = superviseWorker()
  // Left to itself, Next ends the process when its requests are answered, whatever the worker is doing.
  if (process.env['NEXT_MANUAL_SIG_HANDLE']) endInOrder(stopWorker, closeDatabase)
  else atSignal(stopWorker)
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
