import 'server-only'
import type { Tx } from '@/db/client'
import { cards } from '@/db/schema/benefit'
import type { Order } from '@/lib/billing/order/order.load'
import { readableCode } from '@/lib/kernel/id'
import { CARD_NUMBER_LENGTH } from './card.rules'

/**
 * Gives the account the card of a paid order, worth its whole amount. The database opens the card's ledger with it,
 * still empty: what the card is worth is posted. One card per order, by UNIQUE.
 */
export async function grantCard(tx: Tx, order: Order, cardId: string, paidAt: Date): Promise<void> {
  await tx.insert(cards).values({
    id: cardId,
    accountId: order.accountId,
    orderId: order.id,
    number: readableCode(CARD_NUMBER_LENGTH),
    faceFen: order.amountFen,
    grantedAt: paidAt,
  })
}
