import 'server-only'
import type { Product } from '@/lib/billing/catalog/catalog.load'
import { mostCards, quantityAllowed } from '@/lib/billing/catalog/catalog.rules'
import { command } from '@/lib/command/command'
import { fen } from '@/lib/kernel/money'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { insertOrder } from './insert-order.step'
import { cardOrderInput } from './order.input'
import { placedAlready, type OrderContent } from './order.rules'
import { checkPriceUnchanged } from './price.rules'
import { loadToPlace } from './to-place.load'

/**
 * Orders stored-value cards of a face value, at the price the person saw; paid, they become one card worth all of it.
 * Pressing twice orders once. Whether it is invoiced when bought is the policy's of this day.
 */
export const placeCardOrder = command({
  name: 'order.place-card-order',
  by: 'orders.place',
  input: cardOrderInput(),
  first: loadToPlace,
  async run({ tx, actor, now }, input, { sent, product, priceFen, agreement, policy }) {
    if (!actor.emailVerified) throw new Refusal('email.not-verified')
    const content: OrderContent = {
      accountId: actor.accountId,
      productCode: input.productCode,
      quantity: input.quantity,
      unitPriceFen: BigInt(input.unitPriceFen),
      agreementVersion: Number(input.agreementVersion),
    }
    const placed = placedAlready(sent, content)
    if (placed) return placed
    if (!policy.wallet) throw new Refusal('card.off')
    checkPriceUnchanged(sellable(product, input.quantity), { seenFen: fen(input.unitPriceFen), priceFen })
    if (agreement.version !== content.agreementVersion) throw new Refusal('agreement.changed')
    return insertOrder(tx, actor, now, {
      orderId: input.orderId,
      kind: 'card',
      content,
      policy,
      invoiceBasis: policy.invoiceBasis.card,
      agreementCode: agreement.code,
    })
  },
  audit: ({ productCode, quantity }, { orderId, number }) => ({
    subject: orderId,
    detail: { number, productCode, quantity },
  }),
})

function sellable(product: Product | null, quantity: number): Product {
  if (product?.kind !== 'card') throw new Refusal('catalog.not-for-sale')
  const most = mostCards(product)
  if (!quantityAllowed({ maxThousands: most }, quantity))
    throw new InvalidInput({ quantity: 'cards-above-limit' }, { most: most.toLocaleString('en-US') })
  return product
}
