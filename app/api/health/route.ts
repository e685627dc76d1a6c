import { databaseState } from '@/lib/web/database-state.queries'
import { version } from '@/package.json'

/** Whether this server can do its work. No secrets, no sign-in; answers within seconds whatever is gone. */
export async function GET(): Promise<Response> {
  const database = await databaseState()
  const ok = database === 'ok'
  const body = { status: ok ? 'ok' : 'unavailable', database, version }
  return Response.json(body, { status: ok ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
