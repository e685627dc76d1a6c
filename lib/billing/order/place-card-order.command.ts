import 'server-only'
import type { Tx } from '@/db/client'
import { loadAgreement, loadProduct, type Product } from '@/lib/billing/catalog/catalog.load'
import { mostCards, PRIVACY_AGREEMENT, quantityAllowed } from '@/lib/billing/catalog/catalog.rules'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { command } from '@/lib/command/command'
import { fen } from '@/lib/kernel/money'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { checkPriceUnchanged } from './check-price.load'
import { findPlaced, insertOrder } from './insert-order.step'
import { cardOrderInput } from './order.input'
import type { OrderContent } from './order.rules'

/**
 * Orders stored-value cards of a face value, at the price the person saw; paid, they become one card worth all of it.
 * Pressing twice orders once. Whether it is invoiced when bought is the policy's of this day.
 */
export const placeCardOrder = command({
  name: 'order.place-card-order',
  by: 'orders.place',
  input: cardOrderInput(),
  async run({ tx, actor, now }, input) {
    if (!actor.emailVerified) throw new Refusal('email.not-verified')
    const content: OrderContent = {
      accountId: actor.accountId,
      productCode: input.productCode,
      quantity: input.quantity,
      unitPriceFen: BigInt(input.unitPriceFen),
      agreementVersion: Number(input.agreementVersion),
    }
    const placed = await findPlaced(tx, input.orderId, content)
    if (placed) return placed
    const policy = await loadPolicy(tx, now)
    if (!policy.wallet) throw new Refusal('card.off')
    const product = await sellable(tx, input.productCode, input.quantity)
    await checkPriceUnchanged(tx, product, fen(input.unitPriceFen), now)
    const agreement = await loadAgreement(tx, PRIVACY_AGREEMENT, now)
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

async function sellable(tx: Tx, code: string, quantity: number): Promise<Product> {
  const product = await loadProduct(tx, code)
  if (product?.kind !== 'card') throw new Refusal('catalog.not-for-sale')
  const most = mostCards(product)
  if (!quantityAllowed({ maxThousands: most }, quantity))
    throw new InvalidInput({ quantity: 'cards-above-limit' }, { most: most.toLocaleString('en-US') })
  return product
}
