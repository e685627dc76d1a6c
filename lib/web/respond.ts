import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { InvalidInput, Refusal, type RefusalCode } from '@/lib/kernel/refusal'
import { describeError, log } from './log'
import { sayIn } from './messages'
import { isOwnOrigin } from './own-origin'
import { currentLocale } from './preferences'
import { currentRequestId } from './request-scope'

const NOT_FOUND: readonly RefusalCode[] = ['object.not-found', 'token.invalid']
const NOT_ALLOWED: readonly RefusalCode[] = ['actor.forbidden']
const NOT_SIGNED_IN: readonly RefusalCode[] = ['actor.not-signed-in', 'sign-in.failed']
const TOO_MANY: readonly RefusalCode[] = ['export.too-many', 'sign-in.throttled', 'throttle.too-many']
const TOO_LARGE: readonly RefusalCode[] = ['file.too-large']
const NOT_OF_THIS_KIND: readonly RefusalCode[] = ['file.locked', 'file.unreadable', 'file.wrong-type']

function statusOf(refusal: Refusal): number {
  if (refusal instanceof InvalidInput) return 400
  if (NOT_FOUND.includes(refusal.code)) return 404
  if (NOT_ALLOWED.includes(refusal.code)) return 403
  if (NOT_SIGNED_IN.includes(refusal.code)) return 401
  if (TOO_LARGE.includes(refusal.code)) return 413
  if (NOT_OF_THIS_KIND.includes(refusal.code)) return 415
  return TOO_MANY.includes(refusal.code) ? 429 : 409
}

/** A problem document of RFC 9457. `code` is ours and stable; `detail` is a sentence for people; `request` finds the log. */
export function problem(
  status: number,
  code: string,
  detail: string,
  more: Record<string, unknown> = {},
): Response {
  const body = { type: 'about:blank', status, code, detail, ...more, request: currentRequestId() }
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } })
}

/** Runs a route's work; an expected "no" becomes a problem document, a bug is logged by name and answered with 500. */
export async function respond(name: string, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    unstable_rethrow(error)
    const say = sayIn(await currentLocale())
    if (error instanceof InvalidInput) {
      const fields = Object.entries(error.fields).map(
        ([field, key]) => [field, say(`fields.${key}`, error.detail)] as const,
      )
      return problem(400, error.code, say(`refusals.${error.code}`), { fields: Object.fromEntries(fields) })
    }
    if (error instanceof Refusal) {
      return problem(statusOf(error), error.code, say(`refusals.${error.code}`, error.detail))
    }
    log.error({ route: name, error: describeError(error) }, 'a route failed')
    return problem(500, 'failed', say('errors.failed'))
  }
}

/** The refusal of a request that would use the cookie from another site; null for our own pages. */
export function ownOriginOnly(request: Request): Response | null {
  return isOwnOrigin(request.headers)
    ? null
    : problem(403, 'origin', 'This address answers its own pages only.')
}
