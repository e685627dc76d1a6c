import { SYSTEM } from '@/lib/auth/actor'
import { advanceClock } from '@/lib/command/advance-clock.command'
import { getClock } from '@/lib/command/clock.queries'
import { env } from '@/lib/env'
import { respond } from '@/lib/web/respond'
import { schedulerOnly } from '@/lib/web/scheduler'

export const dynamic = 'force-dynamic'

const closed = (request: Request) => (env.DEMO ? schedulerOnly(request) : new Response(null, { status: 404 }))

/** The demo's business clock: what it says. */
export async function GET(request: Request): Promise<Response> {
  return closed(request) ?? respond('test-clock', async () => Response.json(shown(await getClock())))
}

/** Moves it forward; backwards is refused with 409. */
export async function POST(request: Request): Promise<Response> {
  return (
    closed(request) ??
    respond('test-clock', async () => {
      const body: unknown = await request.json().catch(() => ({}))
      return Response.json(shown(await advanceClock(SYSTEM, body)))
    })
  )
}

function shown({ now, offsetMs }: { now: Date; offsetMs: number }) {
  return { now: now.toISOString(), offsetMs }
}
