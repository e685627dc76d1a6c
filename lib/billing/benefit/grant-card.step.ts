import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { cards } from '@/db/schema/benefit'
import type { Order } from '@/lib/billing/order/order.load'
import { prepared } from '@/lib/command/prepared'
import { readableCode } from '@/lib/kernel/id'
import { CARD_NUMBER_LENGTH } from './card.rules'

const insertCard = prepared((tx) =>
  tx
    .insert(cards)
    .values({
      id: sql.placeholder('id'),
      accountId: sql.placeholder('accountId'),
      orderId: sql.placeholder('orderId'),
      number: sql.placeholder('number'),
      faceFen: sql.placeholder('faceFen'),
      grantedAt: sql.placeholder('grantedAt'),
    })
    .prepare('insert_card'),
)

/**
 * Gives the account the card of a paid order, worth its whole amount. The database opens the card's ledger with it,
 * still empty: what the card is worth is posted after it. One card per order, by UNIQUE.
 */
export async function grantCard(tx: Tx, order: Order, cardId: string, paidAt: Date): Promise<void> {
  await insertCard(tx, {
    id: cardId,
    accountId: order.accountId,
    orderId: order.id,
    number: readableCode(CARD_NUMBER_LENGTH),
    faceFen: order.amountFen,
    grantedAt: paidAt,
  })
}
