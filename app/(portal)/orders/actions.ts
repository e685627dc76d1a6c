'use server'

import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { may } from '@/lib/auth/actor'
import { cancelOrder } from '@/lib/billing/settlement/cancel-order.command'
import { startCorporatePayment } from '@/lib/billing/settlement/start-corporate-payment.flow'
import { startPayment } from '@/lib/billing/settlement/start-payment.flow'
import { submitVoucher } from '@/lib/billing/settlement/submit-voucher.command'
import { env } from '@/lib/env'
import { isId } from '@/lib/kernel/id'
import { InvalidInput, notFound, Refusal } from '@/lib/kernel/refusal'
import { actorFor, answerForm, formAction } from '@/lib/web/form-action'
import { fieldsOf, type FormState } from '@/lib/web/form-state'
import { requestAddress } from '@/lib/web/request-context'
import { deviceFor } from './user-agent'

/** After these the order stands elsewhere, or trying again needs an attempt that the gateway has not seen. */
const CHANGES_THE_PAGE = new Set([
  'order.not-payable',
  'order.part-paid',
  'payment.channel-refused',
  'payment.channel-silent',
  'payment.just-paid',
])

const cancel = formAction(cancelOrder, { onDone: ({ orderId }) => redirect(`/orders/${orderId}`) })

export async function cancelOrderAction(state: unknown, form: FormData): Promise<FormState> {
  return cancel(state, form)
}

const submit = formAction(submitVoucher, { onDone: ({ orderId }) => redirect(`/orders/${orderId}/pay`) })

export async function submitVoucherAction(state: unknown, form: FormData): Promise<FormState> {
  return submit(state, form)
}

/** Starts a payment and leads on: to the code on our page, or to the gateway's own. */
export async function startPaymentAction(_state: unknown, form: FormData): Promise<FormState> {
  const state = await answerForm('payment.start', form, async () => {
    const actor = await actorFor('orders.pay')
    if (actor.kind !== 'member' || !may(actor, 'orders.pay')) throw new Refusal('actor.forbidden')
    const { orderId, channel, attemptId } = chosenIn(form)
    if (channel === 'corporate') {
      await startCorporatePayment(actor, { orderId, attemptId })
      redirect(`/orders/${orderId}/pay`)
    }
    const started = await startPayment(actor, {
      orderId,
      channel,
      attemptId,
      device: deviceFor(channel, (await headers()).get('user-agent')),
      origin: new URL(env.NEXTAUTH_URL).origin,
      clientIp: await requestAddress(),
    })
    redirect(started.kind === 'redirect' ? started.url : `/orders/${orderId}/pay`)
  })
  if (state.status === 'refused' && CHANGES_THE_PAGE.has(state.code)) refresh()
  return state
}

/** Each method has an attempt of its own in the form, so that another method after a refusal is another attempt. */
function chosenIn(form: FormData): { orderId: string; channel: string; attemptId: string } {
  const { orderId, channel, ...attempts } = fieldsOf(form)
  if (!isId(orderId)) throw notFound()
  if (typeof channel !== 'string') throw new InvalidInput({ channel: 'method-required' })
  const attemptId = attempts[`attempt-${channel}`]
  if (!isId(attemptId)) throw new Refusal('payment.channel-off')
  return { orderId, channel, attemptId }
}
