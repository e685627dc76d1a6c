import { notFound } from 'next/navigation'
import type { MemberActor } from '@/lib/auth/actor'
import { getOrder, type OrderView } from '@/lib/billing/order/order.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'

/** The order at an address, or the page for what does not exist: another account's, or no id at all. */
export async function orderAt(actor: MemberActor, id: string): Promise<OrderView> {
  if (!isId(id)) notFound()
  try {
    return await getOrder(actor, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
}
