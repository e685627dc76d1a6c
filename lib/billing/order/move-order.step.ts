import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { preparedSql } from '@/lib/command/prepared'
import { newId } from '@/lib/kernel/id'
import type { Money } from '@/lib/kernel/money'
import { Refusal } from '@/lib/kernel/refusal'
import type { Order } from './order.load'
import { orderLife, type OrderVerb } from './order.rules'

type Settable = {
  paidAt?: Date
  paidChannel?: string
  closedAt?: Date
  expiresAt?: Date
  heldFen?: Money
  refundedFen?: Money
  refundingFen?: Money
}

type Moved = {
  at: Date
  userId?: string | null
  channel?: string | null
  set?: Settable
}

const columns = {
  paidAt: 'paid_at',
  paidChannel: 'paid_channel',
  closedAt: 'closed_at',
  expiresAt: 'expires_at',
  heldFen: 'held_fen',
  refundedFen: 'refunded_fen',
  refundingFen: 'refunding_fen',
} as const satisfies Record<keyof Settable, string>

const given = (name: string) => sql.placeholder(name)

/** One statement for the order and its history. Names only the columns it sets: a customer may not set them all. */
function writeMove(set: readonly (keyof Settable)[]) {
  const others = set.map((name) => sql`, ${sql.raw(columns[name])} = ${given(name)}`)
  return preparedSql(sql`
    with moved as (
      update orders set status = ${given('status')}${sql.join(others)}
      where id = ${given('orderId')} and status = ${given('from')} returning id, account_id
    )
    insert into order_events (id, account_id, order_id, verb, status, channel, user_id, at)
    select ${given('eventId')}::uuid, account_id, id, ${given('verb')}, ${given('status')}, ${given('channel')},
      ${given('userId')}::uuid, ${given('at')}::timestamptz from moved
    returning id`)
}

const written = new Map<string, ReturnType<typeof writeMove>>()

function moveSetting(set: readonly (keyof Settable)[]) {
  const key = set.join()
  const known = written.get(key) ?? writeMove(set)
  written.set(key, known)
  return known
}

/**
 * Moves an order by a verb of its lifecycle and writes the history. Throws `order.changed-meanwhile` where the verb
 * is not allowed or the order is no longer in the state that was read.
 */
export async function moveOrder(tx: Tx, order: Order, verb: OrderVerb, moved: Moved): Promise<void> {
  const status = orderLife.next(verb, order.status)
  if (status === null) throw new Refusal('order.changed-meanwhile')
  const { at, userId = null, channel = null, set = {} } = moved
  const { paidAt, closedAt, expiresAt } = set
  const rows = await moveSetting(Object.keys(set) as (keyof Settable)[])(tx, {
    orderId: order.id,
    from: order.status,
    status,
    eventId: newId(),
    verb,
    channel,
    userId,
    at: at.toISOString(),
    paidChannel: set.paidChannel,
    paidAt: paidAt?.toISOString(),
    closedAt: closedAt?.toISOString(),
    expiresAt: expiresAt?.toISOString(),
    heldFen: set.heldFen?.toString(),
    refundedFen: set.refundedFen?.toString(),
    refundingFen: set.refundingFen?.toString(),
  })
  if (rows.length !== 1) throw new Refusal('order.changed-meanwhile')
}
