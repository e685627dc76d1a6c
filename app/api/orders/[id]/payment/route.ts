import { after } from 'next/server'
import { answerOf } from '@/app/(portal)/orders/[id]/pay/payment-mark'
import { askGateway } from '@/app/(portal)/orders/ask-gateway'
import { findMember } from '@/lib/auth/guards'
import { orderLife } from '@/lib/billing/order/order.rules'
import { getPaymentState } from '@/lib/billing/payment/payment.queries'
import { isId } from '@/lib/kernel/id'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { problem, respond } from '@/lib/web/respond'

type Context = { params: Promise<{ id: string }> }

/**
 * How far the payment of an order has come, for the page that waits for it. Once answered, the gateway is asked too,
 * where a question is due: a lost notice heals itself while somebody is looking.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  // A browser names the site that a request comes from; others send no cookie by accident.
  const site = request.headers.get('sec-fetch-site') ?? 'none'
  if (site !== 'same-origin' && site !== 'none') {
    return problem(403, 'origin', 'This address answers its own pages only.')
  }
  return respond('orders.payment', async () => {
    const { id } = await params
    const actor = await findMember()
    if (!actor) throw new Refusal('actor.not-signed-in')
    if (!isId(id)) throw notFound()
    const state = await getPaymentState(actor, id)
    const { attempt } = state
    if (attempt && orderLife.can('settle', state.status)) after(() => askGateway(attempt))
    return Response.json(answerOf(state), { headers: { 'cache-control': 'no-store' } })
  })
}
