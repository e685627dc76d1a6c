'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { placeTopUp } from '@/lib/billing/order/place-top-up.command'
import { formAction } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'

const place = formAction(placeTopUp, {
  onDone: ({ orderId }) => {
    // The navigation around the page is drawn anew as well: it leads on to another item.
    refresh()
    redirect(`/orders/${orderId}/pay`)
  },
})

/** Orders the top-up and leads on to paying it. After a refusal the form is fresh, with an id of its own. */
export async function placeTopUpAction(state: unknown, form: FormData): Promise<FormState> {
  const answer = await place(state, form)
  if (answer.status === 'refused') refresh()
  return answer
}
