import 'server-only'
import type * as z from 'zod/mini'
import { SYSTEM, type MemberActor } from '@/lib/auth/actor'
import { closePayment } from '@/lib/billing/payment/close-payment.command'
import { openPayment, type Opened } from '@/lib/billing/payment/open-payment.command'
import { leadsAway, opensUntil } from '@/lib/billing/payment/pay-page.rules'
import type { openPaymentInput } from '@/lib/billing/payment/payment.input'
import { recordPayUrl } from '@/lib/billing/payment/record-pay-url.command'
import { systemNow } from '@/lib/command/clock'
import type { PaymentChannel, Started } from '@/lib/gateway/payment-channel'
import { findChannel } from '@/lib/gateway/payment-channels'
import { Refusal } from '@/lib/kernel/refusal'
import { closeFormer } from './close-former.flow'

export type StartPaymentInput = {
  attemptId: string
  orderId: string
  channel: string
  device: 'desktop' | 'phone'
  /** Where gateways reach this product, e.g. https://billing.company.example. */
  origin: string
  clientIp: string
}

/** Where the payer goes on: by a code on our page, or at the gateway's own page. */
export type PaymentStarted = { kind: 'qr' | 'redirect'; url: string }

/**
 * Starts a new attempt at paying an order. The former attempt is closed at its gateway first; if that finds it paid,
 * it stands and the new one is refused as `payment.just-paid`. The new attempt is committed before its gateway is called.
 */
export async function startPayment(actor: MemberActor, input: StartPaymentInput): Promise<PaymentStarted> {
  const channel = findChannel(input.channel)
  if (!channel) throw new Refusal('payment.channel-off')
  const { payment, opened } = await openAfterFormer(actor, {
    attemptId: input.attemptId,
    orderId: input.orderId,
    channel: channel.name,
    device: input.device,
  })
  if (payment.status !== 'open') throw new Refusal('order.changed-meanwhile')
  const life = payment.expiresAt.getTime() - payment.startedAt.getTime()
  if (payment.payUrl) return startedBefore({ ...payment, payUrl: payment.payUrl }, life)
  // The gateway did not answer the first time. Asking again with a later expiry would be another request to it.
  if (!opened) throw new Refusal('payment.channel-silent', { channel: channel.name })
  const started = await channel.start({
    outTradeNo: payment.outTradeNo,
    fen: payment.amountFen,
    description: payment.description,
    // The gateway lives in real time, also where the test clock runs ahead of it.
    expiresAt: new Date(systemNow().getTime() + life),
    notifyUrl: `${input.origin}/api/payments/${channel.name}/notify`,
    returnUrl: returnAddress(input, channel),
    clientIp: input.clientIp,
    device: payment.device,
  })
  return keepStarted(channel, payment.id, started)
}

type Attempt = NonNullable<Opened['payment']>

const MOST_FORMERS = 3

/** Opens the attempt once the former one is closed at its gateway; again where another came to stand there meanwhile. */
async function openAfterFormer(
  actor: MemberActor,
  attempt: Omit<z.infer<typeof openPaymentInput>, 'formerId'>,
) {
  let formerId: string | null = null
  for (let tries = 0; tries <= MOST_FORMERS; tries++) {
    const { payment, opened, former }: Opened = await openPayment(actor, { ...attempt, formerId })
    if (payment) return { payment, opened }
    await closeFormer(former)
    formerId = former.id
  }
  throw new Refusal('order.changed-meanwhile')
}

/** Pressed again, from a page gone back to say: a page of the gateway that no longer opens leads nowhere. */
function startedBefore(payment: Attempt & { payUrl: string }, life: number): PaymentStarted {
  const from = payment.recordedAt
  const until = opensUntil({ ...payment, startedAt: from, expiresAt: new Date(from.getTime() + life) })
  const opens = leadsAway(payment) && until > systemNow()
  return { kind: opens ? 'redirect' : 'qr', url: payment.payUrl }
}

/** Where the payer comes back to. By its query the page knows to ask the gateway at once; Alipay adds one itself. */
function returnAddress({ origin, orderId }: StartPaymentInput, channel: PaymentChannel): string {
  return `${origin}/orders/${orderId}/pay${channel.name === 'wechatpay' ? '?check=1' : ''}`
}

async function keepStarted(
  channel: PaymentChannel,
  paymentId: string,
  started: Started,
): Promise<PaymentStarted> {
  switch (started.kind) {
    case 'qr':
      await recordPayUrl(SYSTEM, { paymentId, payUrl: started.codeUrl })
      return { kind: 'qr', url: started.codeUrl }
    case 'redirect':
      await recordPayUrl(SYSTEM, { paymentId, payUrl: started.url })
      return { kind: 'redirect', url: started.url }
    case 'refused':
      // A refusal carries no signature, so the sweep still asks whether the payment exists after all.
      await closePayment(SYSTEM, { paymentId, atGateway: false })
      throw new Refusal('payment.channel-refused', { channel: channel.name })
    case 'unknown':
      // Neither failed nor done: the attempt stays, and the sweep asks what became of it.
      throw new Refusal('payment.channel-silent', { channel: channel.name })
  }
}
