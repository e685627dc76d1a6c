import 'server-only'
import type { Tx } from '@/db/client'
import { loadAgreement, loadProduct, type Product } from '@/lib/billing/catalog/catalog.load'
import { PRIVACY_AGREEMENT, quantityAllowed } from '@/lib/billing/catalog/catalog.rules'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { command } from '@/lib/command/command'
import { fen } from '@/lib/kernel/money'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { checkPriceUnchanged } from './check-price.load'
import { findPlaced, insertOrder } from './insert-order.step'
import { placeOrderInput } from './order.input'
import type { OrderContent } from './order.rules'

/** Orders a package at the price the person saw. Pressing twice orders once. */
export const placeOrder = command({
  name: 'order.place',
  by: 'orders.place',
  input: placeOrderInput,
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
    const product = await sellable(tx, input.productCode, input.quantity)
    await checkPriceUnchanged(tx, product, fen(input.unitPriceFen), now)
    const agreement = await loadAgreement(tx, PRIVACY_AGREEMENT, now)
    if (agreement.version !== content.agreementVersion) throw new Refusal('agreement.changed')
    const policy = await loadPolicy(tx, now)
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

async function sellable(tx: Tx, code: string, thousands: number): Promise<Product> {
  const product = await loadProduct(tx, code)
  if (product?.kind !== 'package' || product.maxThousands === null) throw new Refusal('catalog.not-for-sale')
  if (!quantityAllowed({ maxThousands: product.maxThousands }, thousands))
    throw new InvalidInput({ quantity: 'quantity-above-limit' })
  return product
}
