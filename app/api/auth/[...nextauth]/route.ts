import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { authOptions } from '@/lib/auth/auth'
import { ownOriginOnly } from '@/lib/web/respond'

type Context = { params: Promise<{ nextauth: string[] }> }

const answer = NextAuth as unknown as (
  request: NextRequest,
  context: Context,
  options: ReturnType<typeof authOptions>,
) => Promise<Response>

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  return answer(request, context, authOptions())
}

export async function POST(request: NextRequest, context: Context): Promise<Response> {
  return ownOriginOnly(request) ?? answer(request, context, authOptions())
}
