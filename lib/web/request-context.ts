import 'server-only'
import { headers } from 'next/headers'
import { PATH_HEADER, REQUEST_ID_HEADER } from './request-headers'
import { currentRequestId } from './request-scope'
import { pathWithin, safePath } from './safe-path'

/**
 * The address a request comes from, as far as it can be believed: `instrumentation.ts` has taken away what the
 * sender may have claimed, and Next fills in the socket's address.
 */
export async function requestAddress(): Promise<string> {
  return addressOf(await headers())
}

export function addressOf(from: Headers): string {
  return from.get('x-forwarded-for')?.split(',')[0]?.trim() ?? 'unknown'
}

/** What the browser says of itself: for its person to recognise a session by, never to decide anything. */
export async function requestUserAgent(): Promise<string> {
  return (await headers()).get('user-agent') ?? ''
}

/** Names this request in the log and on an error page; by the middleware where the server itself is not ours. */
export async function requestId(): Promise<string> {
  return currentRequestId() ?? (await headers()).get(REQUEST_ID_HEADER) ?? 'none'
}

/** The page being asked for, with its query; for a server action the page whose form it answers. */
export async function requestPath(): Promise<string> {
  return safePath((await headers()).get(PATH_HEADER), '/')
}

/** The page a form was sent from, for actions that lead back to it. */
export async function pageBefore(fallback: string): Promise<string> {
  const from = await headers()
  const host = from.get('x-forwarded-host') ?? from.get('host')
  const referer = from.get('referer')
  if (!referer || !URL.canParse(referer) || new URL(referer).host !== host) return fallback
  return pathWithin(referer, new URL(referer).origin, fallback)
}
