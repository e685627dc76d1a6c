import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { authOptions } from '@/lib/auth/auth'
import { ownOriginOnly, problem } from '@/lib/web/respond'

type Context = { params: Promise<{ nextauth: string[] }> }

const answer = NextAuth as unknown as (
  request: NextRequest,
  context: Context,
  options: ReturnType<typeof authOptions>,
) => Promise<Response>

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  return (await noSuchCallback(request, context)) ?? answer(request, context, authOptions())
}

export async function POST(request: NextRequest, context: Context): Promise<Response> {
  return (
    ownOriginOnly(request) ??
    (await noSuchCallback(request, context)) ??
    notAForm(request) ??
    answer(request, context, authOptions())
  )
}

/** Only a password's form comes back here, and it is posted; next-auth answers anything else with a bare 500. */
async function noSuchCallback(request: NextRequest, { params }: Context): Promise<Response | null> {
  const [action, provider] = (await params).nextauth
  if (action !== 'callback') return null
  if (provider !== 'credentials') return problem(404, 'not-found', 'There is nothing at this address.')
  if (request.method === 'POST') return null
  const refused = problem(405, 'method', 'This address takes POST only.')
  refused.headers.set('allow', 'POST')
  return refused
}

/** A token, an address and a password fill a fraction of it. */
const MOST_BYTES = 64 * 1024

/** What next-auth would read whole, or fail to parse. */
function notAForm({ headers }: NextRequest): Response | null {
  if (!headers.get('content-type')?.startsWith('application/x-www-form-urlencoded'))
    return problem(415, 'form', 'This address takes a form (application/x-www-form-urlencoded).')
  const length = headers.get('content-length')
  if (length === null) return problem(411, 'length', 'Say how long the form is.')
  return Number(length) > MOST_BYTES ? problem(413, 'length', 'This form is too large.') : null
}
