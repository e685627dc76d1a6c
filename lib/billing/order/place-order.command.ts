import 'server-only'
import type { Product } from '@/lib/billing/catalog/catalog.load'
import { quantityAllowed } from '@/lib/billing/catalog/catalog.rules'
import { command } from '@/lib/command/command'
import { fen } from '@/lib/kernel/money'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { insertOrder } from './insert-order.step'
import { placeOrderInput } from './order.input'
import { placedAlready, type OrderContent } from './order.rules'
import { checkPriceUnchanged } from './price.rules'
import { loadToPlace } from './to-place.load'

/** Orders a package at the price the person saw. Pressing twice orders once. */
export const placeOrder = command({
  name: 'order.place',
  by: 'orders.place',
  input: placeOrderInput,
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
    checkPriceUnchanged(sellable(product, input.quantity), { seenFen: fen(input.unitPriceFen), priceFen })
    if (agreement.version !== content.agreementVersion) throw new Refusal('agreement.changed')
    return insertOrder(tx, actor, now, {
      orderId: input.orderId,
      kind: 'package',
      content,
      policy,
      invoiceBasis: policy.invoiceBasis.package,
      agreementCode: agreement.code,
    })
  },
  audit: ({ productCode, quantity }, { orderId, number }) => ({
    subject: orderId,
    detail: { number, productCode, quantity },
  }),
})

function sellable(product: Product | null, thousands: number): Product {
  if (product?.kind !== 'package' || product.maxThousands === null) throw new Refusal('catalog.not-for-sale')
  if (!quantityAllowed({ maxThousands: product.maxThousands }, thousands))
    throw new InvalidInput({ quantity: 'quantity-above-limit' })
  return product
}
