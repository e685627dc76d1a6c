'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { placeOrder } from '@/lib/billing/order/place-order.command'
import { formAction } from '@/lib/web/form-action'
import { fieldsOf, type FormState } from '@/lib/web/form-state'
import { orderFields } from './recharge-input'

const place = formAction(placeOrder, {
  input: (form) => orderFields(fieldsOf(form)),
  onDone: ({ orderId }) => {
    // The navigation around the page is drawn anew as well: it leads on to another item.
    refresh()
    redirect(`/orders/${orderId}/pay`)
  },
})

/** Places the order and leads on to paying it. After a refusal the form is fresh: today's price, and an id of its own. */
export async function placeOrderAction(state: unknown, form: FormData): Promise<FormState> {
  const answer = await place(state, form)
  if (answer.status === 'refused') refresh()
  return answer
}
