import { jobs } from '@/lib/billing/jobs'
import { problem, respond } from '@/lib/web/respond'
import { schedulerOnly } from '@/lib/web/scheduler'

export const dynamic = 'force-dynamic'
export const maxDuration = 300

type Call = { params: Promise<{ job: string }> }

/** One job now, for a scheduler outside: Vercel's cron sends GET, others may POST. */
async function call(request: Request, { params }: Call): Promise<Response> {
  const refused = schedulerOnly(request)
  if (refused) return refused
  const { job: name } = await params
  const job = Object.hasOwn(jobs, name) ? jobs[name] : undefined
  if (!job?.cron) return problem(404, 'job.unknown', 'There is no such job.')
  return respond(`cron/${name}`, async () => Response.json((await job.run({})).json))
}

export { call as GET, call as POST }
