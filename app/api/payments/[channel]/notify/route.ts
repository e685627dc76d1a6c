import { receiveNotice } from '@/lib/billing/settlement/receive-notice.flow'
import { findChannel } from '@/lib/gateway/payment-channels'
import type { Acknowledgement } from '@/lib/gateway/payment-channel'
import { describeError, log } from '@/lib/web/log'
import { metrics } from '@/lib/web/metrics'
import { shortText } from '@/lib/web/short-text'

export const dynamic = 'force-dynamic'

/** A real notice is a few kilobytes (both gateways' references); more is nobody's notice. */
const LONGEST_NOTICE = 64 * 1024

/** Where WeChat Pay and Alipay tell of payments. No cookie and no session: the signature is the sign-in. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ channel: string }> },
): Promise<Response> {
  const { channel: name } = await params
  const channel = findChannel(name)
  if (!channel) return new Response(null, { status: 404 })
  let outcome = 'not-verified' as 'applied' | 'stored' | 'not-stored' | 'not-verified'
  try {
    const body = await shortText(request, LONGEST_NOTICE)
    if (body === null) return answer(channel.acknowledge.notVerified)
    const told = await receiveNotice(channel, request.headers, body, ({ noticeId, error }) => {
      outcome = 'stored'
      log.error({ channel: name, noticeId, error: describeError(error) }, 'a stored notice was not applied')
    })
    if (told === channel.acknowledge.accepted && outcome !== 'stored') outcome = 'applied'
    return answer(told)
  } catch (error) {
    outcome = 'not-stored'
    log.error({ channel: name, error: describeError(error) }, 'a notice was not stored')
    return answer(channel.acknowledge.failed)
  } finally {
    metrics.notices.inc({ channel: name, outcome })
  }
}

function answer({ status, headers, body }: Acknowledgement): Response {
  // 204 must not carry a body, not even an empty one.
  return new Response(body === '' ? null : body, { status, headers })
}
