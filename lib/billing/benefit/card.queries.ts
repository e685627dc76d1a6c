import 'server-only'
import { and, desc, eq, type SQL } from 'drizzle-orm'
import { cards } from '@/db/schema/benefit'
import { ledgerAccounts } from '@/db/schema/ledger'
import { orders } from '@/db/schema/order'
import type { Actor, MemberActor, StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import type { Money } from '@/lib/kernel/money'

export type CardRow = {
  id: string
  number: string
  faceFen: Money
  balanceFen: Money
  /** The moment of payment. */
  at: Date
  orderId: string
  orderNumber: string
}

/** More cards than anybody looks through; the newest are shown. */
const MOST_SHOWN = 200

/** The cards of the actor's account, the newest first. */
export async function listCards(actor: MemberActor): Promise<CardRow[]> {
  return selectCards(actor, eq(cards.accountId, actor.accountId))
}

/** The cards of one account, the newest first, for staff. */
export async function listAccountCards(actor: StaffActor, accountId: string): Promise<CardRow[]> {
  return selectCards(actor, eq(cards.accountId, accountId))
}

/** The card that an order brought; null where it brought none. */
export async function findOrderCard(actor: Actor, orderId: string): Promise<CardRow | null> {
  const [row] = await selectCards(actor, eq(cards.orderId, orderId))
  return row ?? null
}

async function selectCards(actor: Actor, where: SQL): Promise<CardRow[]> {
  return read(actor, (tx) =>
    tx
      .select({
        id: cards.id,
        number: cards.number,
        faceFen: cards.faceFen,
        balanceFen: ledgerAccounts.balanceFen,
        at: cards.grantedAt,
        orderId: cards.orderId,
        orderNumber: orders.number,
      })
      .from(cards)
      .innerJoin(
        ledgerAccounts,
        and(eq(ledgerAccounts.accountId, cards.accountId), eq(ledgerAccounts.cardId, cards.id)),
      )
      .innerJoin(orders, eq(orders.id, cards.orderId))
      .where(where)
      .orderBy(desc(cards.grantedAt), desc(cards.id))
      .limit(MOST_SHOWN),
  )
}
