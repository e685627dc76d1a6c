import { SYSTEM } from '@/lib/auth/actor'
import { hintIssuing } from '@/lib/billing/invoice/hint-issuing.command'
import { systemNow } from '@/lib/command/clock'
import { findInvoiceChannel } from '@/lib/gateway/invoice-channels'
import { allowance } from '@/lib/web/allowance'
import { describeError, log } from '@/lib/web/log'
import { metrics } from '@/lib/web/metrics'
import { shortText } from '@/lib/web/short-text'

export const dynamic = 'force-dynamic'

/** A callback with two thousand lines stays below it. */
const LONGEST_CALLBACK = 256 * 1024
/** Nobody signs a callback, so anybody may send one: each costs a look into the database. */
const allowed = allowance(50, () => systemNow().getTime())

/**
 * Where an issuing channel says that something became of a request. Nobody signs it: it is a hint to ask the channel, and
 * is acknowledged whether the number is known or not.
 */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ channel: string }> },
): Promise<Response> {
  const { channel: name } = await params
  const channel = findInvoiceChannel(name, '')
  if (!channel) return new Response(null, { status: 404 })
  if (!allowed()) return new Response(null, { status: 429, headers: { 'retry-after': '60' } })
  let outcome: 'applied' | 'ignored' | 'not-stored' = 'ignored'
  try {
    const body = await shortText(request, LONGEST_CALLBACK)
    const hint = body === null ? null : channel.hintIn(body)
    if (hint && (await hintIssuing(SYSTEM, hint))) outcome = 'applied'
    return new Response(channel.acknowledgement, { headers: { 'content-type': 'application/json' } })
  } catch (error) {
    outcome = 'not-stored'
    log.error({ channel: name, error: describeError(error) }, 'a hint was not taken')
    return new Response(null, { status: 500 })
  } finally {
    metrics.notices.inc({ channel: name, outcome })
  }
}
