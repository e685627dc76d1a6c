import { receiveNotice } from '@/lib/billing/settlement/receive-notice.flow'
import { findChannel } from '@/lib/gateway/payment-channels'
import type { Acknowledgement } from '@/lib/gateway/payment-channel'
import { describeError, log } from '@/lib/web/log'

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
  try {
    const body = await shortText(request)
    if (body === null) return answer(channel.acknowledge.notVerified)
    return answer(
      await receiveNotice(channel, request.headers, body, ({ noticeId, error }) =>
        log.error(
          { channel: name, noticeId, error: describeError(error) },
          'a stored notice was not applied',
        ),
      ),
    )
  } catch (error) {
    log.error({ channel: name, error: describeError(error) }, 'a notice was not stored')
    return answer(channel.acknowledge.failed)
  }
}

/** The body, or null as soon as it is longer than any notice: nobody has signed in, so nothing of it is kept. */
async function shortText(request: Request): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > LONGEST_NOTICE) return null
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > LONGEST_NOTICE) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function answer({ status, headers, body }: Acknowledgement): Response {
  // 204 must not carry a body, not even an empty one.
  return new Response(body === '' ? null : body, { status, headers })
}
