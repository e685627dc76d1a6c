import { withAuth } from 'next-auth/middleware'
import type { NextRequestWithAuth } from 'next-auth/middleware'
import { NextResponse } from 'next/server'
import { openToken } from '@/lib/auth/open-token'
import { cookieName, publicPort, readClaims } from '@/lib/auth/token'
import { contentSecurityPolicy } from '@/lib/web/content-security-policy'
import { FORM_BYTES, formBodyProblem, OFFICE_FORM_BYTES } from '@/lib/web/form-body'
import { isOwnOrigin } from '@/lib/web/own-origin'
import { PATH_HEADER, REQUEST_ID_HEADER } from '@/lib/web/request-headers'

/** What needs a session to be shown at all. The pages themselves decide who may see what. */
const SIGNED_IN = /^\/(overview|resources|orders|funds|statements|invoices|account|admin)(\/|$)/
const BACK_OFFICE = /^\/admin(\/|$)/
/** Where the office records an invoice with its files. */
const RECORDS_INVOICES = /^\/admin\/invoices\//

/** No page can be drawn here, and whoever sends such a body is hardly ever a person. */
const unreadable = {
  400: 'This form could not be read. Go back, reload the page and send it again.',
  413: 'This form is too large. Go back, shorten what you wrote and send it again.',
} as const

async function answer(request: NextRequestWithAuth): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (!reads && request.method !== 'POST') return new NextResponse(null, { status: 405 })
  if (!reads && !isOwnOrigin(request.headers)) return new NextResponse(null, { status: 403 })
  const claims = readClaims(request.nextauth.token)
  const carriesFiles = claims?.area === 'staff' && RECORDS_INVOICES.test(pathname)
  const mostBytes = carriesFiles ? OFFICE_FORM_BYTES : FORM_BYTES
  const problem = reads ? null : await formBodyProblem(request, mostBytes)
  if (problem) return new NextResponse(unreadable[problem], { status: problem })
  const canonical = reads ? ownAddress(request) : null
  if (canonical) return movedTo(canonical)

  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
  const policy = contentSecurityPolicy(
    nonce,
    { alipayGateway: process.env['ALIPAY_GATEWAY'], simulator: process.env['SIMULATOR_URL'] },
    process.env.NODE_ENV === 'development',
  )
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.set(PATH_HEADER, `${pathname}${search}`)
  headers.set(REQUEST_ID_HEADER, crypto.randomUUID())

  const response = route(request, headers, claims?.area ?? null)
  response.headers.set('content-security-policy', policy)
  return response
}

/**
 * This machine by its other name: a session's cookie belongs to one name only, so `localhost` leads to the address
 * that the product goes by, or back. Null where it is that already.
 */
function ownAddress(request: NextRequestWithAuth): URL | null {
  const own = process.env['NEXTAUTH_URL']
  const asked = request.headers.get('host')
  if (!own || !asked || new URL(own).host === asked) return null
  const isHere = (host: string) => /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host)
  if (!isHere(asked) || !isHere(new URL(own).host)) return null
  return new URL(`${request.nextUrl.pathname}${request.nextUrl.search}`, own)
}

/** Not by a Location header: Next takes both names for one and would send the browser round in a circle. */
function movedTo(address: URL): NextResponse {
  const href = address.href.replaceAll('"', '%22').replaceAll('<', '%3C')
  return new NextResponse(`<a href="${href}">${href}</a>`, {
    headers: { refresh: `0; url=${href}`, 'content-type': 'text/html; charset=utf-8' },
  })
}

function route(
  request: NextRequestWithAuth,
  headers: Headers,
  area: 'portal' | 'staff' | null,
): NextResponse {
  const { pathname, search } = request.nextUrl
  if (SIGNED_IN.test(pathname) && area === null) {
    const signIn = request.nextUrl.clone()
    signIn.pathname = '/sign-in'
    signIn.search = `?next=${encodeURIComponent(`${pathname}${search}`)}`
    return NextResponse.redirect(signIn)
  }
  // A member has no business in the back office; its pages would say the same, after reading the session.
  if (BACK_OFFICE.test(pathname) && area === 'portal') return new NextResponse(null, { status: 404 })
  return NextResponse.next({ request: { headers } })
}

/** The same fallback as in lib/env.ts, which judges every setting and so is not read while this is built. */
function ownUrl(): string {
  return process.env['NEXTAUTH_URL'] || `http://127.0.0.1:${process.env['PORT'] || '3000'}`
}

/** Every request passes, since next-auth would leave its own sign-in page without a policy; `answer` decides. */
export default withAuth(answer, {
  callbacks: { authorized: () => true },
  jwt: { decode: openToken },
  cookies: { sessionToken: { name: cookieName('session', publicPort(ownUrl())) } },
})

export const config = {
  runtime: 'nodejs',
  matcher: ['/((?!api/|_next/static|_next/image|favicon.ico).*)'],
}
