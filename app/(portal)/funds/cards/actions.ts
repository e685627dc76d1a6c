'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { placeCardOrder } from '@/lib/billing/order/place-card-order.command'
import { formAction } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'

const place = formAction(placeCardOrder, {
  onDone: ({ orderId }) => {
    // The navigation around the page is drawn anew as well: it leads on to another item.
    refresh()
    redirect(`/orders/${orderId}/pay`)
  },
})

/** Orders the cards and leads on to paying them. After a refusal the form is fresh, with an id of its own. */
export async function placeCardOrderAction(state: unknown, form: FormData): Promise<FormState> {
  const answer = await place(state, form)
  if (answer.status === 'refused') refresh()
  return answer
}
