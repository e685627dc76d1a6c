import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { MemberActor } from '@/lib/auth/actor'
import { totalOf } from '@/lib/billing/catalog/catalog.rules'
import type { PolicyInForce } from '@/lib/billing/policy/policy.load'
import { preparedSql } from '@/lib/command/prepared'
import { addHours, dayOf } from '@/lib/kernel/calendar'
import { newId, newNumber } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { placedAlready, type OrderContent, type OrderKind, type Placed } from './order.rules'
import { loadSent } from './to-place.load'

type NewOrder = {
  orderId: string
  kind: OrderKind
  content: OrderContent
  policy: PolicyInForce
  invoiceBasis: 'payment' | 'statement' | 'none'
  agreementCode: string
}

const given = (name: string) => sql.placeholder(name)

// Any unique key: the id stands in two of them, and a racing press may meet either first.
const insertWithEvent = preparedSql(sql`
  with placed as (
    insert into orders (id, number, account_id, kind, status, product_code, quantity, unit_price_fen, amount_fen,
      invoice_basis, policy_version, agreement_code, agreement_version, placed_by, placed_at, expires_at)
    values (${given('orderId')}, ${given('number')}, ${given('accountId')}, ${given('kind')}, 'pending-payment',
      ${given('productCode')}, ${given('quantity')}, ${given('unitPriceFen')}, ${given('amountFen')},
      ${given('invoiceBasis')}, ${given('policyVersion')}, ${given('agreementCode')}, ${given('agreementVersion')},
      ${given('placedBy')}, ${given('placedAt')}, ${given('expiresAt')})
    on conflict do nothing returning id, account_id, status, placed_by, placed_at
  )
  insert into order_events (id, account_id, order_id, verb, status, user_id, at)
  select ${given('eventId')}::uuid, account_id, id, 'place', status, placed_by, placed_at from placed
  returning order_id`)

/** Writes an order and the first line of its history, once for each id however often its form is pressed. */
export async function insertOrder(tx: Tx, actor: MemberActor, now: Date, order: NewOrder): Promise<Placed> {
  const { orderId, kind, content, policy, invoiceBasis, agreementCode } = order
  const number = newNumber(dayOf(now))
  const rows = await insertWithEvent(tx, {
    ...content,
    orderId,
    number,
    kind,
    unitPriceFen: String(content.unitPriceFen),
    amountFen: String(totalOf(content.unitPriceFen, content.quantity)),
    invoiceBasis,
    policyVersion: policy.version,
    agreementCode,
    placedBy: actor.userId,
    placedAt: now.toISOString(),
    expiresAt: addHours(now, policy.onlineOrderHours).toISOString(),
    eventId: newId(),
  })
  if (rows.length === 0) return faster(tx, orderId, content)
  return { orderId, number }
}

/** Another press of the same form was faster; its order is the answer. Another account's is none of ours to see. */
async function faster(tx: Tx, orderId: string, content: OrderContent): Promise<Placed> {
  const placed = placedAlready(await loadSent(tx, orderId), content)
  if (!placed) throw new Refusal('order.id-reused')
  return placed
}
