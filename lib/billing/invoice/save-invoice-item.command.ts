import 'server-only'
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceables, invoiceItems, sellerInvoicing } from '@/db/schema/invoice'
import { lockProduct } from '@/lib/billing/catalog/catalog.load'
import { setTaxRate } from '@/lib/billing/catalog/set-tax-rate.step'
import { command } from '@/lib/command/command'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { NOT_TAXED, RATE_UNSET } from './kind.rules'
import { lockRate } from './open-invoiceable.step'
import { saveInvoiceItemInput } from './seller-invoicing.input'

/**
 * What a product is called on invoices, its tax code and its rate, which is one of its seller's. What was paid before
 * keeps the rate of its day; what was paid before there was one waits for it and gets this. A stored-value card, and
 * nothing else, lies outside the tax.
 */
export const saveInvoiceItem = command({
  name: 'catalog.set-invoice-item',
  by: 'admin.catalog.write',
  input: saveInvoiceItemInput,
  async run({ tx }, { productCode, ...item }) {
    const product = await lockProduct(tx, productCode)
    const [seller] = await tx
      .select({ rates: sellerInvoicing.rates })
      .from(sellerInvoicing)
      .where(eq(sellerInvoicing.sellerId, product.sellerId))
    if (!seller) throw new Refusal('seller.invoicing-unset')
    const notTaxed = item.taxTreatment === NOT_TAXED
    if (notTaxed !== (product.kind === 'card'))
      throw new InvalidInput({ taxTreatment: notTaxed ? 'rate-card-only' : 'rate-card' })
    if (!notTaxed && !seller.rates.includes(item.taxTreatment))
      throw new InvalidInput({ taxTreatment: 'rate-not-allowed' })
    const [former] = await tx.select().from(invoiceItems).where(eq(invoiceItems.productCode, productCode))
    const changed =
      former?.name !== item.name ||
      former.taxCode !== item.taxCode ||
      former.taxTreatment !== item.taxTreatment
    if (changed) {
      await tx
        .insert(invoiceItems)
        .values({ productCode, ...item })
        .onConflictDoUpdate({ target: invoiceItems.productCode, set: item })
      await setTaxRate(tx, productCode, notTaxed ? null : item.taxTreatment)
    }
    const rated = notTaxed ? 0 : await rateWaiting(tx, productCode, item.taxTreatment)
    return { productCode, changed, rated }
  },
  audit: ({ productCode, name, taxCode, taxTreatment }, { changed, rated }) =>
    changed || rated > 0 ? { detail: { productCode, name, taxCode, taxTreatment, rated } } : null,
})

/**
 * What was paid for a product before it had a rate is taxed at this one; how much of it there was. What only a card may
 * be stood for the same before.
 */
async function rateWaiting(tx: Tx, productCode: string, rate: string): Promise<number> {
  await lockRate(tx, productCode)
  const rated = await tx
    .update(invoiceables)
    .set({ taxTreatment: rate })
    .where(
      and(
        inArray(invoiceables.taxTreatment, [RATE_UNSET, NOT_TAXED]),
        ne(invoiceables.document, 'card'),
        sql`${invoiceables.orderId} in (select id from orders where product_code = ${productCode})`,
      ),
    )
    .returning({ id: invoiceables.id })
  return rated.length
}
